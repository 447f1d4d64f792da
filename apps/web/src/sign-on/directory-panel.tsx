import { Button, CopyButton, NumberInput, TextInput } from '@mantine/core';
import { IconAddressBook, IconCopy, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import {
  MakeDirectoryToken,
  tokenDaysMax,
  type DirectoryTokenView,
  type MadeDirectoryToken,
} from '#contracts';
import { SecretDialog } from '../account/secret-dialog.js';
import { useRows } from '../request/ask.js';
import { useDoing } from '../request/use-doing.js';
import { useGate } from '../session/use-gate.js';
import { Empty } from '../ui/empty.js';
import { FormFoot } from '../ui/form-foot.js';
import form from '../ui/form.module.css';
import { GuardedButton } from '../ui/guarded-button.js';
import { Panel } from '../ui/panel.js';
import { RowList } from '../ui/row-list.js';
import { useDates } from '../words/use-dates.js';
import { useWords } from '../words/use-words.js';
import css from './sign-on.module.css';

/** The provider's directory, which tells who works here: where it does, and by which tokens. */
export function DirectoryPanel({ address }: { address: string }) {
  const say = useWords();
  const [isMaking, setMaking] = useState(false);
  const gate = useGate()({ name: 'mapping.add' }, {});
  const list = useRows('listDirectoryTokens', {});
  const end = useDoing('endDirectoryToken', ['listDirectoryTokens']);
  return (
    <Panel
      title={say('directory.title')}
      isFlush
      acts={
        <GuardedButton
          gate={gate}
          size="xs"
          leftSection={<IconPlus size={15} />}
          onClick={() => setMaking(true)}
        >
          {say('directory.make-token')}
        </GuardedButton>
      }
    >
      <div className={css.address}>
        <p className="small soft">{say('directory.lead')}</p>
        <p className="small">
          {say('directory.address')} <bdi dir="ltr">{address}</bdi>
        </p>
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" leftSection={<IconCopy size={14} />} onClick={copy}>
              {say(copied ? 'account.copied' : 'directory.copy-address')}
            </Button>
          )}
        </CopyButton>
      </div>
      <RowList
        list={list}
        empty={
          <Empty
            title={say('directory.no-tokens')}
            hint={say('directory.no-tokens-hint')}
            icon={<IconAddressBook size={22} />}
          />
        }
      >
        {(tokens) => (
          <ul>
            {tokens.map((token) => (
              <TokenRow
                key={token.id}
                token={token}
                onEnd={gate.isShown && !gate.refusal ? () => end.mutate({ id: token.id }) : undefined}
              />
            ))}
          </ul>
        )}
      </RowList>
      {isMaking && <TokenDialog onClose={() => setMaking(false)} />}
    </Panel>
  );
}

interface RowProps {
  token: DirectoryTokenView;
  onEnd: (() => void) | undefined;
}

function TokenRow({ token: { name, madeBy, expiresAt, lastUsedAt }, onEnd }: RowProps) {
  const say = useWords();
  const dates = useDates();
  const told = [
    say('directory.made-by', { name: madeBy.name }),
    say('occurrence.until', { date: dates.time(expiresAt) }),
    lastUsedAt ? say('account.used', { ago: dates.ago(lastUsedAt) }) : say('account.never-used'),
  ];
  return (
    <li className={css.row}>
      <div>
        <strong>
          <bdi>{name}</bdi>
        </strong>
        <p className="soft small">{told.join(' · ')}</p>
      </div>
      {onEnd && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          aria-label={say('directory.end-token', { name })}
          onClick={onEnd}
        >
          {say('account.end')}
        </Button>
      )}
    </li>
  );
}

/** Makes a token, and shows it once. */
function TokenDialog({ onClose }: { onClose: () => void }) {
  const say = useWords();
  return (
    <SecretDialog title={say('directory.make-token')} hint={say('directory.token-once')} onClose={onClose}>
      {(onMade) => <TokenForm onMade={onMade} />}
    </SecretDialog>
  );
}

function TokenForm({ onMade }: { onMade: (made: MadeDirectoryToken) => void }) {
  const say = useWords();
  const [name, setName] = useState('');
  const [days, setDays] = useState<number | string>(180);
  const doing = useDoing('makeDirectoryToken', ['listDirectoryTokens'], false);
  const input = { name, days };
  const isReady = MakeDirectoryToken.safeParse(input).success;
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
      <NumberInput
        label={say('account.token-days')}
        min={1}
        max={tokenDaysMax}
        allowDecimal={false}
        value={days}
        onChange={setDays}
      />
      <FormFoot doing={doing} isReady={isReady} word={say('directory.make-token')} />
    </form>
  );
}
