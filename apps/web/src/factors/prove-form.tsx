import { Button, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { OneTimeCode, type PasskeyOptions, type StepUp, type StepUpWay } from '#contracts';
import form from '../ui/form.module.css';
import { Notice } from '../ui/notice.js';
import { useFault } from '../words/use-fault.js';
import { useWords, wordOf } from '../words/use-words.js';
import { CodeField } from './code-field.js';
import { isTurnedAway, answerByPasskey } from './passkey.js';

interface Props<T> {
  ways: readonly StepUpWay[];
  /** Asks for the challenge of a passkey. */
  challenge: () => Promise<PasskeyOptions>;
  /** Sends what was shown. */
  prove: (shown: StepUp) => Promise<T>;
  onDone: (answer: T) => void;
  onCancel: () => void;
  submitWord: string;
}

/** Shows who one is in one of several ways; the first of them stands there at once. */
export function ProveForm<T>({ ways, challenge, prove, onDone, onCancel, submitWord }: Props<T>) {
  const say = useWords();
  const fault = useFault();
  const [way, setWay] = useState<StepUpWay>(ways[0] ?? 'password');
  const [typed, setTyped] = useState('');
  const proving = useMutation({
    mutationFn: async () => prove(await shownBy(way, typed, challenge)),
    onSuccess: onDone,
    onError: () => setTyped(''),
  });
  const choose = (next: string) => {
    setWay(next as StepUpWay);
    setTyped('');
    proving.reset();
  };
  const isReady = way === 'passkey' || (way === 'totp' ? OneTimeCode.safeParse(typed).success : typed !== '');
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        if (isReady && !proving.isPending) proving.mutate();
      }}
    >
      {ways.length > 1 && (
        <SegmentedControl
          fullWidth
          orientation={ways.length > 2 ? 'vertical' : 'horizontal'}
          aria-label={say('prove.way')}
          value={way}
          onChange={choose}
          data={ways.map((one) => ({ value: one, label: say(wordOf('factor', one)) }))}
        />
      )}
      <WayField way={way} typed={typed} onType={setTyped} />
      {proving.error && (
        <Notice tone="bad" isAlert>
          <p>{isTurnedAway(proving.error) ? say('prove.turned-away') : fault(proving.error)}</p>
        </Notice>
      )}
      <div className={form.foot}>
        <Button variant="default" onClick={onCancel}>
          {say('ui.cancel')}
        </Button>
        <Button
          type="submit"
          loading={proving.isPending}
          disabled={!isReady}
          leftSection={way === 'passkey' && <IconFingerprint size={17} aria-hidden />}
        >
          {way === 'passkey' ? say('prove.use-passkey') : submitWord}
        </Button>
      </div>
    </form>
  );
}

function WayField({ way, typed, onType }: { way: StepUpWay; typed: string; onType: (text: string) => void }) {
  const say = useWords();
  if (way === 'passkey') return <p>{say('prove.passkey-hint')}</p>;
  if (way === 'totp')
    return (
      <CodeField
        label={say('prove.code')}
        description={say('prove.code-hint')}
        value={typed}
        onChange={onType}
      />
    );
  if (way === 'recovery-code')
    return (
      <TextInput
        label={say('prove.recovery-code')}
        description={say('prove.recovery-hint')}
        autoComplete="off"
        dir="ltr"
        required
        withAsterisk={false}
        value={typed}
        onChange={(event) => onType(event.currentTarget.value)}
      />
    );
  return (
    <PasswordInput
      label={say('sign-in.password')}
      name="password"
      autoComplete="current-password"
      required
      withAsterisk={false}
      data-autofocus
      visibilityToggleButtonProps={{ 'aria-label': say('sign-in.show-password') }}
      value={typed}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}

async function shownBy(
  way: StepUpWay,
  typed: string,
  challenge: Props<unknown>['challenge'],
): Promise<StepUp> {
  if (way === 'passkey') return { passkey: await answerByPasskey(await challenge()) };
  if (way === 'totp') return { code: typed };
  return way === 'recovery-code' ? { recoveryCode: typed.trim() } : { password: typed };
}
