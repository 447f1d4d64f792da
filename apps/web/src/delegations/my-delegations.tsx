import { Link } from '@tanstack/react-router';
import { useRows } from '../request/ask.js';
import { Panel } from '../ui/panel.js';
import { useWords } from '../words/use-words.js';
import { DelegationRow } from './delegation-row.js';

/** Who decides for this person, and for whom this person decides; not there where nobody does. */
export function MyDelegations() {
  const say = useWords();
  const { rows } = useRows('listDelegations', { mine: 'true', time: 'running', limit: 5 });
  if (rows.length === 0) return null;
  return (
    <Panel
      title={say('delegation.mine')}
      isFlush
      acts={
        <Link className="small" to="/delegations">
          {say('ui.all')}
        </Link>
      }
    >
      <ul>
        {rows.map((delegation) => (
          <DelegationRow key={delegation.id} delegation={delegation} />
        ))}
      </ul>
    </Panel>
  );
}
