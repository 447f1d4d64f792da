import { Button, PasswordInput, TextInput, UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import mark from '../app/mark.svg';
import { LanguageSwitch } from '../app/language-switch.js';
import { Notice } from '../ui/notice.js';
import { Mark } from '../ui/mark.js';
import { Person } from '../ui/person.js';
import { SignOnButton } from '../sign-on/sign-on-button.js';
import { useFault } from '../words/use-fault.js';
import { useWords, wordOf } from '../words/use-words.js';
import { demoPeopleOptions } from './demo-people.js';
import { PasskeySignIn } from './passkey-sign-in.js';
import { SecondStep } from './second-step.js';
import { useSecondStepInAddress } from './second-step-in-address.js';
import { useSignedOutCause } from './signed-out.js';
import { useSignIn } from './use-me.js';
import css from './sign-in.module.css';

/** Where one signs in; the address stays, so that one comes out where one wanted to go. */
export function SignInPage() {
  const say = useWords();
  const signIn = useSignIn();
  useEffect(() => {
    document.title = `${say('sign-in.title')} · Uphold`;
  }, [say]);
  return (
    <div className={css.page}>
      <aside className={css.aside}>
        <div className={css.brand}>
          <img src={mark} alt="" width={36} height={36} /> Uphold
        </div>
        <p className={css.promise}>{say('sign-in.promise')}</p>
        <ul className={css.promises}>
          {(['followed', 'approved', 'proven'] as const).map((one) => (
            <li key={one}>
              <IconCheck size={18} aria-hidden /> {say(wordOf('sign-in', one))}
            </li>
          ))}
        </ul>
        <p className={css.small}>{say('footer.independent')}</p>
      </aside>
      <main className={css.main}>
        <div className={css.corner}>
          <LanguageSwitch />
        </div>
        <div className={css.box}>
          <WhySignedOut />
          <Steps signIn={signIn} />
          <p className="small">
            <Link to="/verify">{say('sign-in.verify')}</Link>
          </p>
        </div>
      </main>
    </div>
  );
}

/** To whoever was put out while they worked. */
function WhySignedOut() {
  const say = useWords();
  if (useSignedOutCause() !== 'account-closed') return null;
  return (
    <Notice>
      <p>{say('rights.account-closed')}</p>
    </Notice>
  );
}

/** The password first; a second factor where the account has one. */
function Steps({ signIn }: Using) {
  const say = useWords();
  const [cameWith, forget] = useSecondStepInAddress();
  const { data: asked } = signIn;
  if (cameWith) return <SecondStep asked={cameWith} onBack={forget} />;
  if (asked && 'needs' in asked) return <SecondStep asked={asked} onBack={signIn.reset} />;
  return (
    <>
      <SignInForm signIn={signIn} />
      <PasskeySignIn />
      <p className="small">
        <Link to="/forgotten">{say('forgotten.link')}</Link>
      </p>
      <SignOnButton />
      <DemoPeople signIn={signIn} />
    </>
  );
}

type Using = { signIn: ReturnType<typeof useSignIn> };

function SignInForm({ signIn }: Using) {
  const say = useWords();
  const fault = useFault();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate({ email, password });
      }}
    >
      <h1>{say('sign-in.title')}</h1>
      <TextInput
        label={say('field.email')}
        type="email"
        name="email"
        autoComplete="username webauthn"
        dir="ltr"
        required
        withAsterisk={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={say('sign-in.password')}
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ 'aria-label': say('sign-in.show-password') }}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {signIn.error && (
        <Notice tone="bad" isAlert>
          <p>{fault(signIn.error)}</p>
        </Notice>
      )}
      <Button type="submit" loading={signIn.isPending}>
        {say('sign-in.go')}
      </Button>
    </form>
  );
}

/** In a demo: the people that one may be, each at one press. */
function DemoPeople({ signIn }: Using) {
  const say = useWords();
  const { data: people = [] } = useQuery(demoPeopleOptions);
  if (people.length === 0) return null;
  return (
    <section className={css.demo} aria-labelledby="demo-people">
      <h2 id="demo-people" className="small">
        {say('sign-in.demo')}
      </h2>
      <ul className={css.demo}>
        {people.map(({ name, email, role, password }) => (
          <li key={email}>
            <UnstyledButton
              className={css.demoPerson}
              disabled={signIn.isPending}
              onClick={() => signIn.mutate({ email, password })}
            >
              <DemoName words={name} />
              <Mark tone="idle">{say(wordOf('role', role))}</Mark>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The name, and below it what the person does, where the installation says so in brackets. */
function DemoName({ words }: { words: string }) {
  const [, name = words, does] = /^(.+?) \((.+)\)$/.exec(words) ?? [];
  return (
    <span>
      <Person name={name} />
      {does && <bdi className={css.does}>{does}</bdi>}
    </span>
  );
}
