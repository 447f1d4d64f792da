import type { ProposalView } from '#contracts';
import { transitionById, type Obligation } from '#workflow';
import evidenceCss from '../evidence/evidence.module.css';
import { EvidenceRow } from '../evidence/evidence-row.js';
import { useAnswer } from '../request/ask.js';
import { Empty } from '../ui/empty.js';
import { Failure } from '../ui/failure.js';
import { Loading } from '../ui/loading.js';
import { Notice } from '../ui/notice.js';
import { Panel } from '../ui/panel.js';
import { useWords } from '../words/use-words.js';

/** Duties of transitions that rest on evidence. */
const resting: readonly Obligation[] = ['evidence', 'tested'];

/**
 * The evidence that is put before the decider, in the versions it was put in. A verification has none of its own:
 * it shows all that is current.
 */
export function ProposalEvidence({ proposal }: { proposal: ProposalView }) {
  const say = useWords();
  const { recommendationId, evidence: pinned } = proposal;
  const { data, isPending, error, refetch } = useAnswer('listEvidence', {
    query: { recommendationId, limit: 200 },
  });
  const pinnedVersion = new Map(pinned.map(({ evidenceId, version }) => [evidenceId, version]));
  const rows = (data?.rows ?? []).filter(({ id, state }) =>
    pinned.length > 0 ? pinnedVersion.has(id) : state === 'current',
  );
  const isExpected = transitionById(proposal.change.transition).carries.some((duty) =>
    resting.includes(duty),
  );
  if (data && rows.length === 0 && !isExpected) return null;
  return (
    <Panel title={say('proposal.evidence')} count={data ? rows.length : undefined} isFlush>
      {isPending && <Loading lines={3} />}
      {error && <Failure error={error} again={() => void refetch()} />}
      {data && rows.length === 0 && <Empty title={say('proposal.no-evidence')} />}
      <ul className={evidenceCss.rows}>
        {rows.map((item) => {
          const version = pinnedVersion.get(item.id);
          const isOld = version !== undefined && (version !== item.version || item.state !== 'current');
          return (
            <EvidenceRow key={item.id} item={item} version={version}>
              {isOld && <Notice tone="waiting">{say('proposal.evidence-changed')}</Notice>}
            </EvidenceRow>
          );
        })}
      </ul>
    </Panel>
  );
}
