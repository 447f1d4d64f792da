import { OnlyFor } from '../app/only-for.js';
import { useAnswer } from '../request/ask.js';
import { Columns, Page, Stacked } from '../ui/page.js';
import { useWords } from '../words/use-words.js';
import { AlarmsPanel } from './alarms-panel.js';
import { CheckpointPanel } from './checkpoint-panel.js';
import { ChecksPanel } from './checks-panel.js';
import { PastChecks } from './past-checks.js';
import { useIsTold } from './use-checks.js';

/** Whether the history and the evidence are as they were recorded, and what to keep for checking it alone. */
export function IntegrityPage() {
  return (
    <OnlyFor title="integrity.title" roles={['auditor', 'administrator', 'manager']}>
      <Integrity />
    </OnlyFor>
  );
}

function Integrity() {
  const say = useWords();
  const isTold = useIsTold();
  const { data: plan } = useAnswer('checkPlan', {}, isTold);
  const checkpoint = <CheckpointPanel isMailOff={plan?.isMailOn === false} />;
  return (
    <Page title={say('integrity.title')} lead={say(isTold ? 'integrity.lead' : 'integrity.lead-short')}>
      {isTold ? (
        <Columns>
          <Stacked>
            <AlarmsPanel />
            <ChecksPanel />
            <PastChecks />
          </Stacked>
          {checkpoint}
        </Columns>
      ) : (
        checkpoint
      )}
    </Page>
  );
}
