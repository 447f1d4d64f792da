import { PasswordInput } from '@mantine/core';
import { useWords } from '../words/use-words.js';

interface Props {
  value: string;
  onChange: (password: string) => void;
  isFirst?: boolean;
}

/** Where a new password is typed, with what is asked of it said beforehand. */
export function NewPasswordField({ value, onChange, isFirst }: Props) {
  const say = useWords();
  return (
    <PasswordInput
      data-autofocus={isFirst || undefined}
      label={say('people.new-password')}
      description={say('account.password-rule')}
      autoComplete="new-password"
      required
      withAsterisk={false}
      visibilityToggleButtonProps={{ 'aria-label': say('sign-in.show-password') }}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
