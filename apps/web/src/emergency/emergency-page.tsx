import { IconLifebuoy, IconUrgent } from '@tabler/icons-react';
import { useState } from 'react';
import { useRows } from '../request/ask.js';
import { useGate } from '../session/use-gate.js';
import { Empty } from '../ui/empty.js';
import { GuardedButton } from '../ui/guarded-button.js';
import { Page } from '../ui/page.js';
import { Panel } from '../ui/panel.js';
import { RowList } from '../ui/row-list.js';
import { useWords } from '../words/use-words.js';
import { AccessRow } from './access-row.js';
import { RequestDialog } from './request-dialog.js';

/** Reading in an emergency: to ask for it, to decide on it, to see what runs and what was opened under it. */
export function EmergencyPage() {
  const say = useWords();
  const gate = useGate()({ name: 'emergency-access.request' }, {});
  const [isAsking, setAsking] = useState(false);
  const list = useRows('listEmergencyAccess');
  return (
    <Page
      title={say('emergency.title')}
      lead={say('emergency.lead')}
      acts={
        <GuardedButton
          gate={gate}
          color="red"
          leftSection={<IconUrgent size={16} />}
          onClick={() => setAsking(true)}
        >
          {say('emergency.ask')}
        </GuardedButton>
      }
    >
      <Panel title={say('emergency.all')} isFlush>
        <RowList
          list={list}
          empty={
            <Empty
              title={say('emergency.none')}
              hint={say('emergency.none-hint')}
              icon={<IconLifebuoy size={22} />}
            />
          }
        >
          {(rows) => (
            <ul>
              {rows.map((access) => (
                <AccessRow key={access.id} access={access} />
              ))}
            </ul>
          )}
        </RowList>
      </Panel>
      {isAsking && <RequestDialog onClose={() => setAsking(false)} />}
    </Page>
  );
}
