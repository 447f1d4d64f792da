import { IconListCheck, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { RecommendationView } from '#contracts';
import { useRows } from '../request/ask.js';
import { useGate } from '../session/use-gate.js';
import { Empty } from '../ui/empty.js';
import { GuardedButton } from '../ui/guarded-button.js';
import { Panel } from '../ui/panel.js';
import { RowList } from '../ui/row-list.js';
import { useWords } from '../words/use-words.js';
import { ActionActs } from './action-acts.js';
import { ActionForm } from './action-form.js';
import { ActionRow } from './action-row.js';

/** The actions towards a recommendation. */
export function ActionsPanel({ recommendation }: { recommendation: RecommendationView }) {
  const say = useWords();
  const gateOf = useGate();
  const [isPlanning, setPlanning] = useState(false);
  const list = useRows('listActions', { recommendationId: recommendation.id });
  return (
    <Panel
      title={say('action.title')}
      isFlush
      acts={
        <GuardedButton
          gate={gateOf({ name: 'action.plan' }, { recommendation })}
          size="xs"
          leftSection={<IconPlus size={15} />}
          onClick={() => setPlanning(true)}
        >
          {say('action.plan')}
        </GuardedButton>
      }
    >
      <RowList
        list={list}
        empty={
          <Empty
            title={say('action.empty')}
            hint={say('action.empty-hint')}
            icon={<IconListCheck size={22} />}
          />
        }
      >
        {(rows) => (
          <ul>
            {rows.map((action) => (
              <ActionRow
                key={action.id}
                action={action}
                acts={<ActionActs action={action} recommendation={recommendation} />}
              />
            ))}
          </ul>
        )}
      </RowList>
      {isPlanning && <ActionForm recommendation={recommendation} onClose={() => setPlanning(false)} />}
    </Panel>
  );
}
