import { Button } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { GrantView, PersonState } from '#contracts';
import { useRows } from '../request/ask.js';
import { ReasonDialog } from '../request/reason-dialog.js';
import { useGate } from '../session/use-gate.js';
import { Empty } from '../ui/empty.js';
import { GuardedButton } from '../ui/guarded-button.js';
import { Mark } from '../ui/mark.js';
import { Panel } from '../ui/panel.js';
import { RowList } from '../ui/row-list.js';
import { useDates } from '../words/use-dates.js';
import { Scope } from '../ui/scope.js';
import { useWords, wordOf } from '../words/use-words.js';
import { GrantDialog } from './grant-dialog.js';
import css from './people.module.css';

/** The roles of a person, each within its scope. */
export function GrantsPanel({ person }: { person: PersonState }) {
  const say = useWords();
  const [isGiving, setGiving] = useState(false);
  const [ending, setEnding] = useState<GrantView | null>(null);
  const list = useRows('listGrants', { personId: person.id });
  const may = useGate()({ name: 'grant.give' }, { grant: { personId: person.id } });
  return (
    <Panel
      title={say('people.grants')}
      acts={
        <GuardedButton
          gate={may}
          size="xs"
          leftSection={<IconPlus size={15} />}
          onClick={() => setGiving(true)}
        >
          {say('grant.give')}
        </GuardedButton>
      }
    >
      <RowList
        list={list}
        empty={<Empty title={say('grant.none')} hint={say('grant.none-hint')} icon={<IconKey size={22} />} />}
      >
        {(grants) =>
          grants.map((grant) => <GrantRow key={grant.id} grant={grant} onEnd={() => setEnding(grant)} />)
        }
      </RowList>
      {isGiving && <GrantDialog person={person} onClose={() => setGiving(false)} />}
      {ending && (
        <ReasonDialog
          name="grant.end"
          target={ending}
          title={say('grant.end')}
          hint={say('grant.end-hint')}
          inputOf={(reason) => ({ reason })}
          onClose={() => setEnding(null)}
        />
      )}
    </Panel>
  );
}

function GrantRow({ grant, onEnd }: { grant: GrantView; onEnd: () => void }) {
  const say = useWords();
  const dates = useDates();
  const gate = useGate()({ name: 'grant.end' }, { grant });
  const isOver = grant.endsAt !== null && grant.endsAt <= new Date().toISOString();
  const ended = grant.endedAt ?? (isOver ? grant.endsAt : null);
  return (
    <div className={css.grant}>
      <div>
        <strong>{say(wordOf('role', grant.role))}</strong>{' '}
        <span className="soft">
          <Scope scopeType={grant.scopeType} scopeName={grant.scopeName} />
        </span>{' '}
        {grant.verifies && <Mark tone="proof">{say('grant.verifies')}</Mark>}{' '}
        {grant.mappingId && <Mark tone="idle">{say('grant.by-group')}</Mark>}
        <div className={css.meta}>
          {ended
            ? say('grant.ended', { date: dates.time(ended) })
            : say('grant.since', { date: dates.day(grant.createdAt.slice(0, 10)) })}
          {!ended && grant.endsAt && <span>{say('grant.until', { date: dates.time(grant.endsAt) })}</span>}
        </div>
      </div>
      {!ended && gate.isShown && (
        <Button size="compact-sm" variant="subtle" color="red" onClick={onEnd}>
          {say('grant.end')}
        </Button>
      )}
    </div>
  );
}
