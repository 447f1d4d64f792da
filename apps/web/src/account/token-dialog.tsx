import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  MakeToken,
  tokenAccesses,
  tokenCommands,
  tokenDaysMax,
  type MadeToken,
  type TokenAccess,
} from '#contracts';
import { Pair } from '../request/command-form.js';
import { useDoing } from '../request/use-doing.js';
import { FormFoot } from '../ui/form-foot.js';
import form from '../ui/form.module.css';
import { useWords, wordOf } from '../words/use-words.js';
import { SecretDialog } from './secret-dialog.js';

/** Makes an API token, and shows it once. */
export function TokenDialog({ onClose }: { onClose: () => void }) {
  const say = useWords();
  return (
    <SecretDialog title={say('account.make-token')} hint={say('account.token-once')} onClose={onClose}>
      {(onMade) => <TokenForm onMade={onMade} />}
    </SecretDialog>
  );
}

function TokenForm({ onMade }: { onMade: (made: MadeToken) => void }) {
  const say = useWords();
  const [name, setName] = useState('');
  const [access, setAccess] = useState<TokenAccess>('read');
  const [commands, setCommands] = useState<string[]>([]);
  const [days, setDays] = useState<number | string>(90);
  const doing = useDoing('makeToken', ['listOwnTokens'], false);
  const input = { name, access, commands: commands.length > 0 ? commands : null, days };
  const isReady = MakeToken.safeParse(input).success;
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) doing.mutate({ input }, { onSuccess: onMade });
      }}
    >
      <TextInput
        data-autofocus
        label={say('account.token-name')}
        description={say('account.token-name-hint')}
        required
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Pair>
        <Select
          label={say('account.token-access')}
          allowDeselect={false}
          value={access}
          onChange={(next) => {
            if (next) setAccess(next);
            setCommands([]);
          }}
          data={tokenAccesses.map((one) => ({ value: one, label: say(wordOf('token-access', one)) }))}
        />
        <NumberInput
          label={say('account.token-days')}
          min={1}
          max={tokenDaysMax}
          allowDecimal={false}
          value={days}
          onChange={setDays}
        />
      </Pair>
      {access === 'write' && (
        <MultiSelect
          label={say('account.token-commands')}
          description={say('account.token-commands-hint')}
          searchable
          clearable
          value={commands}
          onChange={setCommands}
          data={tokenCommands.map((one) => ({ value: one, label: say(wordOf('command', one)) }))}
        />
      )}
      <FormFoot doing={doing} isReady={isReady} word={say('account.make-token')} />
    </form>
  );
}
