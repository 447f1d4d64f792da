import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import { mappingStates, type MappingView } from '#contracts';
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
import { MappingDialog } from './mapping-dialog.js';
import css from './sign-on.module.css';

type State = (typeof mappingStates)[number];

/** Which group brings which role, within which scope. */
export function MappingsPanel() {
  const say = useWords();
  const [state, setState] = useState<State>('active');
  const [isAdding, setAdding] = useState(false);
  const [ending, setEnding] = useState<MappingView | null>(null);
  const gate = useGate()({ name: 'mapping.add' }, {});
  const list = useRows('listMappings', { state });
  return (
    <Panel
      title={say('mapping.title')}
      isFlush
      acts={
        <GuardedButton
          gate={gate}
          size="xs"
          leftSection={<IconPlus size={15} />}
          onClick={() => setAdding(true)}
        >
          {say('mapping.add')}
        </GuardedButton>
      }
    >
      <div className={css.filter}>
        <SegmentedControl
          aria-label={say('mapping.which')}
          value={state}
          onChange={setState}
          data={mappingStates.map((one) => ({ value: one, label: say(wordOf('mapping-state', one)) }))}
        />
      </div>
      <RowList
        list={list}
        empty={
          <Empty
            title={say('mapping.none')}
            hint={say('mapping.none-hint')}
            icon={<IconUsersGroup size={22} />}
          />
        }
      >
        {(rows) => (
          <ul>
            {rows.map((mapping) => (
              <MappingRow key={mapping.id} mapping={mapping} onEnd={() => setEnding(mapping)} />
            ))}
          </ul>
        )}
      </RowList>
      {isAdding && <MappingDialog onClose={() => setAdding(false)} />}
      {ending && (
        <ReasonDialog
          name="mapping.end"
          target={ending}
          title={say('mapping.end')}
          hint={say('mapping.end-hint', { count: ending.held })}
          inputOf={(reason) => ({ reason })}
          onClose={() => setEnding(null)}
        />
      )}
    </Panel>
  );
}

function MappingRow({ mapping, onEnd }: { mapping: MappingView; onEnd: () => void }) {
  const say = useWords();
  const dates = useDates();
  const gate = useGate()({ name: 'mapping.end' }, { mapping });
  return (
    <li className={css.row}>
      <div>
        <p>
          <strong>
            <bdi>{mapping.groupName}</bdi>
          </strong>{' '}
          · {say(wordOf('role', mapping.role))}{' '}
          <span className="soft">
            <Scope scopeType={mapping.scopeType} scopeName={mapping.scopeName} />
          </span>
        </p>
        <p className="soft small">
          {say('mapping.added', {
            name: mapping.addedBy.name,
            date: dates.day(mapping.createdAt.slice(0, 10)),
          })}{' '}
          · {say('mapping.held', { count: mapping.held })}
        </p>
        <div className={css.marks}>
          {mapping.verifies && <Mark tone="proof">{say('grant.verifies')}</Mark>}
          {mapping.isMeant && (
            <Mark tone="bad" wraps>
              {say('mapping.weighty')}
            </Mark>
          )}
          {mapping.isOwnGroup && (
            <Mark tone="waiting" wraps>
              {say('mapping.own-group')}
            </Mark>
          )}
        </div>
      </div>
      {mapping.state === 'active' && gate.isShown && (
        <Button size="compact-sm" variant="subtle" color="red" onClick={onEnd}>
          {say('mapping.end')}
        </Button>
      )}
    </li>
  );
}
