import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { ChangeOwnPassword } from '#contracts';
import { useDoing } from '../request/use-doing.js';
import { useMe } from '../session/use-me.js';
import { FormFoot } from '../ui/form-foot.js';
import form from '../ui/form.module.css';
import { Panel } from '../ui/panel.js';
import { tell } from '../ui/tell.js';
import { useWords } from '../words/use-words.js';
import { NewPasswordField } from './new-password-field.js';

/** Changes one's own password. What is typed here is kept nowhere as a draft. */
export function PasswordPanel() {
  const say = useWords();
  const { person } = useMe();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const doing = useDoing('changePassword', ['listOwnSessions', 'listOwnSignIns'], false);
  const isReady = ChangeOwnPassword.safeParse({ current, password }).success;
  const change = () =>
    doing.mutate(
      { input: { current, password } },
      {
        onSuccess: () => {
          setCurrent('');
          setPassword('');
          tell(say('account.password-changed'));
        },
      },
    );
  return (
    <Panel title={say('sign-in.password')}>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) change();
        }}
      >
        <input type="text" name="username" autoComplete="username" value={person.email} readOnly hidden />
        <PasswordInput
          label={say('account.current-password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': say('sign-in.show-password') }}
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <NewPasswordField value={password} onChange={setPassword} />
        <FormFoot doing={doing} isReady={isReady} word={say('account.change-password')} />
      </form>
    </Panel>
  );
}
