import { Link } from '@tanstack/react-router';
import type { EvidenceView, HistoryEntry, ProposalView } from '#contracts';
import { EntryNotes } from '../history/entry-notes.js';
import { ChangeWords } from '../proposals/change-words.js';
import { ProposalSaid } from '../proposals/proposal-said.js';
import { Empty } from '../ui/empty.js';
import { Mark } from '../ui/mark.js';
import { Panel } from '../ui/panel.js';
import { Said } from '../ui/said.js';
import { proposalTone, toneOf } from '../ui/tones.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './dossier.module.css';
import { EntrySource, WholeHash } from './parts.js';
import { changeIn, decisionsOn } from './record-of.js';

interface Props {
  proposals: readonly ProposalView[];
  evidence: readonly EvidenceView[];
  entries: readonly HistoryEntry[];
}

/** Everything that was asked for: by whom, on which version, on what evidence, and who decided what for whom. */
export function ProposalsRecord({ proposals, ...others }: Props) {
  const say = useWords();
  return (
    <Panel title={say('dossier.proposals')} count={proposals.length}>
      {proposals.length === 0 && <Empty isSlim title={say('dossier.no-proposals')} />}
      {[...proposals]
        .sort((one, other) => one.createdAt.localeCompare(other.createdAt))
        .map((proposal) => (
          <ProposalRecord key={proposal.id} proposal={proposal} {...others} />
        ))}
    </Panel>
  );
}

function ProposalRecord({
  proposal,
  evidence,
  entries,
}: { proposal: ProposalView } & Omit<Props, 'proposals'>) {
  const say = useWords();
  const { id, change, state, pinnedVersion, approvalsNeeded, decidedBy } = proposal;
  const made = entries.find(({ objectId, action }) => objectId === id && action === 'proposal.made');
  return (
    <article className={css.record}>
      <div className={css.recordHead}>
        <h3>
          <Link to="/proposals/$id" params={{ id }}>
            <ChangeWords change={change} />
          </Link>
        </h3>
        <Mark tone={proposalTone(state)}>{say(wordOf('proposal-state', state))}</Mark>
      </div>
      <span className={css.source}>
        <span>{say('dossier.asked-on', { version: pinnedVersion })}</span>
        <span>{say('proposal.decided-by', { decider: say(wordOf('decider', decidedBy)) })}</span>
        <span>{say('dossier.approvals-needed', { count: approvalsNeeded })}</span>
      </span>
      {made && <EntrySource entry={made} />}
      <ProposalSaid change={change} />
      <PinnedEvidence proposal={proposal} evidence={evidence} />
      <Decisions entries={entries} proposalId={id} />
    </article>
  );
}

function PinnedEvidence({
  proposal,
  evidence,
}: {
  proposal: ProposalView;
  evidence: readonly EvidenceView[];
}) {
  const say = useWords();
  if (proposal.evidence.length === 0) return null;
  return (
    <div>
      <p className="small soft">{say('dossier.on-evidence')}</p>
      <ul>
        {proposal.evidence.map(({ evidenceId, version, sha256 }) => {
          const item = evidence.find(({ id }) => id === evidenceId);
          return (
            <li key={evidenceId} className={css.line}>
              <span>
                <bdi>{item ? <Said text={item.title} /> : say('object.evidence')}</bdi>
              </span>
              <span>
                {say('evidence.version', { version })} · <WholeHash value={sha256} />
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Decisions({ entries, proposalId }: { entries: readonly HistoryEntry[]; proposalId: string }) {
  const say = useWords();
  return (
    <ol>
      {decisionsOn(entries, proposalId).map(({ entry, outcome, decidedOn }) => (
        <li key={entry.id} className={css.line}>
          <span>
            <Mark tone={toneOf(outcome)}>{say(wordOf('outcome', outcome))}</Mark>
          </span>
          <div>
            <EntrySource entry={entry}>
              <span>{say('dossier.decided-on', { version: decidedOn })}</span>
            </EntrySource>
            <EntryNotes note={{ ...changeIn(entry)?.note, proposalId: undefined }} />
          </div>
        </li>
      ))}
    </ol>
  );
}
