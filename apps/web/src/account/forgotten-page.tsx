import { TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ForgotPassword } from '#contracts';
import { useDoing } from '../request/use-doing.js';
import { FormFoot } from '../ui/form-foot.js';
import form from '../ui/form.module.css';
import { Notice } from '../ui/notice.js';
import { useWords } from '../words/use-words.js';
import { Alone } from './invitation-page.js';

/** Asks for a link to choose a new password. Says the same whether or not there is such an account. */
export function ForgottenPage() {
  const say = useWords();
  const [email, setEmail] = useState('');
  const doing = useDoing('forgotPassword', [], false);
  const isReady = ForgotPassword.safeParse({ email }).success;
  return (
    <Alone title={say('forgotten.title')}>
      {doing.isSuccess ? (
        <Notice tone="good" isAlert>
          <p>{say('forgotten.sent')}</p>
        </Notice>
      ) : (
        <form
          className={form.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady) doing.mutate({ input: { email } });
          }}
        >
          <p>{say('forgotten.hint')}</p>
          <TextInput
            label={say('field.email')}
            type="email"
            autoComplete="username"
            dir="ltr"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <FormFoot doing={doing} isReady={isReady} word={say('forgotten.go')} />
        </form>
      )}
      <p className="small">
        <Link to="/">{say('forgotten.back')}</Link>
      </p>
    </Alone>
  );
}
