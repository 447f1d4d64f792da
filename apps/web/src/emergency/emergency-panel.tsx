import { Link } from '@tanstack/react-router';
import { Panel } from '../ui/panel.js';
import { useWords } from '../words/use-words.js';
import { AccessRow } from './access-row.js';
import { useEmergencies } from './use-emergencies.js';

/** Emergency access that waits for a decision, then that which runs, as far as one may know; not there without any. */
export function EmergencyPanel() {
  const say = useWords();
  const open = useEmergencies();
  if (open.length === 0) return null;
  const waitingFirst = open.toSorted((one, other) => Number(one.isRunning) - Number(other.isRunning));
  return (
    <Panel
      title={say('emergency.now')}
      count={open.length}
      isFlush
      acts={
        <Link className="small" to="/emergency-access">
          {say('ui.all')}
        </Link>
      }
    >
      <ul>
        {waitingFirst.map((access) => (
          <AccessRow key={access.id} access={access} />
        ))}
      </ul>
    </Panel>
  );
}
