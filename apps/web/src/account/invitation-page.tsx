import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { NewPassword, routes, type PasswordLinkOpened } from '#contracts';
import { LanguageSwitch } from '../app/language-switch.js';
import { request } from '../request/request.js';
import { useDoing } from '../request/use-doing.js';
import { useSignIn } from '../session/use-me.js';
import { FormFoot } from '../ui/form-foot.js';
import form from '../ui/form.module.css';
import { Loading } from '../ui/loading.js';
import { Notice } from '../ui/notice.js';
import { useFault } from '../words/use-fault.js';
import { useWords } from '../words/use-words.js';
import css from './account.module.css';
import { NewPasswordField } from './new-password-field.js';

/** Where a link leads by which somebody chooses a password. What is after the # is sent to no server by itself. */
export function InvitationPage() {
  const say = useWords();
  const fault = useFault();
  const [token] = useState(() => window.location.hash.slice(1));
  const { data: link, error } = useQuery({
    queryKey: ['openPasswordLink'],
    queryFn: () =>
      request('POST', routes.openPasswordLink.path, {
        input: { token },
        view: routes.openPasswordLink.answer,
      }),
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <Alone title={say('invitation.title')}>
      {error && (
        <Notice tone="bad" isAlert>
          <p>{fault(error)}</p>
        </Notice>
      )}
      {!link && !error && <Loading lines={3} />}
      {link && <ChoosePassword link={link} token={token} />}
    </Alone>
  );
}

/** A page that stands alone, for whoever is not signed in. */
export function Alone({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Uphold`;
  }, [title]);
  return (
    <main className={css.alone}>
      <LanguageSwitch />
      <h1>{title}</h1>
      {children}
    </main>
  );
}

/** Chooses the password, and signs in with it at the one door that there is. */
function ChoosePassword({ link, token }: { link: PasswordLinkOpened; token: string }) {
  const say = useWords();
  const go = useNavigate();
  const [password, setPassword] = useState('');
  const signIn = useSignIn();
  const doing = useDoing('usePasswordLink', [], false);
  const isReady = NewPassword.safeParse(password).success;
  const choose = () =>
    doing.mutate(
      { input: { token, password } },
      {
        onSuccess: () =>
          signIn.mutate({ email: link.email, password }, { onSettled: () => void go({ to: '/' }) }),
      },
    );
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) choose();
      }}
    >
      <p>
        {say(link.kind === 'invitation' ? 'invitation.welcome' : 'invitation.reset', {
          name: link.name,
          installation: link.installation,
        })}
      </p>
      <input type="text" name="username" autoComplete="username" value={link.email} readOnly hidden />
      <NewPasswordField value={password} onChange={setPassword} isFirst />
      <FormFoot
        doing={{ error: doing.error, isPending: doing.isPending || signIn.isPending }}
        isReady={isReady}
        word={say('invitation.go')}
      />
    </form>
  );
}
