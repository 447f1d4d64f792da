import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { NewPassword, type PersonState } from '#contracts';
import { CommandForm } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { Dialog } from '../ui/dialog.js';
import { useWords } from '../words/use-words.js';

/** Sets the password of an account. What is typed here is kept nowhere as a draft. */
export function PasswordDialog({ person, onClose }: { person: PersonState; onClose: () => void }) {
  const say = useWords();
  const [password, setPassword] = useState('');
  const command = useCommand('person.set-password', person, () => {
    onClose();
    return 'people.password-set';
  });
  return (
    <Dialog title={say('people.set-password')} onClose={onClose} size="md">
      <CommandForm
        command={command}
        submitWord={say('people.set-password')}
        isReady={NewPassword.safeParse(password).success}
        onCancel={onClose}
        onSubmit={() => command.run({ password })}
      >
        <PasswordInput
          data-autofocus
          label={say('people.new-password')}
          description={say('people.password-rule')}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': say('sign-in.show-password') }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </CommandForm>
    </Dialog>
  );
}
