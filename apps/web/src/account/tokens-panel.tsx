import { Button } from '@mantine/core';
import { IconApi, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { TokenView } from '#contracts';
import { useRows } from '../request/ask.js';
import { useDoing } from '../request/use-doing.js';
import { useGate } from '../session/use-gate.js';
import { Empty } from '../ui/empty.js';
import { Mark } from '../ui/mark.js';
import { Panel } from '../ui/panel.js';
import { RowList } from '../ui/row-list.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './account.module.css';
import { TokenDialog } from './token-dialog.js';

/** One's own API tokens, made and ended. */
export function OwnTokensPanel() {
  const say = useWords();
  const [isMaking, setMaking] = useState(false);
  const list = useRows('listOwnTokens');
  const end = useDoing('endOwnToken', ['listOwnTokens']);
  return (
    <Panel
      title={say('account.tokens')}
      isFlush
      acts={
        <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setMaking(true)}>
          {say('account.make-token')}
        </Button>
      }
    >
      <Tokens list={list} onEnd={(id) => end.mutate({ id })} />
      {isMaking && <TokenDialog onClose={() => setMaking(false)} />}
    </Panel>
  );
}

/** API tokens of one person, or of everybody, for those who look after accounts. */
export function TokensPanel({ personId }: { personId?: string }) {
  const say = useWords();
  const gate = useGate()({ name: 'person.deactivate' }, {});
  const list = useRows('listTokens', { personId });
  const end = useDoing('endToken', ['listTokens', 'listOwnTokens']);
  return (
    <Panel title={say('account.tokens')} isFlush>
      <Tokens list={list} isNamed={!personId} onEnd={gate.isShown ? (id) => end.mutate({ id }) : undefined} />
    </Panel>
  );
}

interface Props {
  list: ReturnType<typeof useRows<'listTokens'>> | ReturnType<typeof useRows<'listOwnTokens'>>;
  isNamed?: boolean;
  onEnd?: ((id: string) => void) | undefined;
}

function Tokens({ list, isNamed, onEnd }: Props) {
  const say = useWords();
  return (
    <RowList
      list={list}
      empty={
        <Empty
          title={say('account.no-tokens')}
          hint={say('account.no-tokens-hint')}
          icon={<IconApi size={22} />}
        />
      }
    >
      {(tokens: TokenView[]) => (
        <ul>
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} isNamed={isNamed} onEnd={onEnd} />
          ))}
        </ul>
      )}
    </RowList>
  );
}

function TokenRow({
  token: { id, name, person, access, commands, expiresAt, lastUsedAt },
  isNamed,
  onEnd,
}: { token: TokenView } & Pick<Props, 'isNamed' | 'onEnd'>) {
  const say = useWords();
  const dates = useDates();
  return (
    <li className={css.row}>
      <div className={css.told}>
        <strong>
          <bdi>{name}</bdi>
        </strong>{' '}
        <Mark tone={access === 'write' ? 'waiting' : 'idle'}>{say(wordOf('token-access', access))}</Mark>
        <div className={css.meta}>
          {isNamed && <bdi>{person.name}</bdi>}
          {commands && <span>{commands.map((one) => say(wordOf('command', one))).join(' · ')}</span>}
          <span>{say('occurrence.until', { date: dates.time(expiresAt) })}</span>
          <span>
            {lastUsedAt ? say('account.used', { ago: dates.ago(lastUsedAt) }) : say('account.never-used')}
          </span>
        </div>
      </div>
      {onEnd && (
        <Button size="compact-sm" variant="subtle" color="red" onClick={() => onEnd(id)}>
          {say('account.end')}
        </Button>
      )}
    </li>
  );
}
