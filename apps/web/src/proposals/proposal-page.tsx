import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { ProposalView } from '#contracts';
import { NotThere } from '../app/not-there.js';
import { ProposalPermissions } from '../permissions/permissions-button.js';
import { Wording } from '../recommendations/wording.js';
import { CriticalityMark } from '../recommendations/marks.js';
import { useAnswer } from '../request/ask.js';
import { ReasonDialog } from '../request/reason-dialog.js';
import { useGate } from '../session/use-gate.js';
import { GuardedButton } from '../ui/guarded-button.js';
import { Loading } from '../ui/loading.js';
import { Code, Mark } from '../ui/mark.js';
import { Notice } from '../ui/notice.js';
import { Columns, Page, Stacked } from '../ui/page.js';
import { Panel } from '../ui/panel.js';
import { proposalTone } from '../ui/tones.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import { useChangeWords } from './change-words.js';
import { DecisionForm } from './decision-form.js';
import { ProposalDecisions } from './proposal-decisions.js';
import { ProposalDiff } from './proposal-diff.js';
import { ProposalEvidence } from './proposal-evidence.js';
import { ProposalSaid } from './proposal-said.js';
import { ProposalVersion } from './proposal-version.js';

const here = getRouteApi('/proposals/$id');

/** A proposal, with all that one needs to decide on it in one view. */
export function ProposalPage() {
  const { id } = here.useParams();
  const { data: proposal, error, refetch } = useAnswer('getProposal', { id });
  if (error && !proposal) return <NotThere error={error} again={() => void refetch()} />;
  if (!proposal) return <Loading lines={8} />;
  return <Proposal key={id} proposal={proposal} />;
}

function Proposal({ proposal }: { proposal: ProposalView }) {
  const say = useWords();
  const dates = useDates();
  const changeWords = useChangeWords();
  const { recommendation: about, proposedBy, createdAt, state, change } = proposal;
  const { data: recommendation } = useAnswer('getRecommendation', { id: proposal.recommendationId });
  return (
    <Page
      title={changeWords(change)}
      crumbs={
        <>
          <Link to="/recommendations/$id" params={{ id: about.id }}>
            <Code>{about.code}</Code> <bdi>{about.title}</bdi>
          </Link>
        </>
      }
      lead={
        <>
          <Mark tone={proposalTone(state)}>{say(wordOf('proposal-state', state))}</Mark>{' '}
          {recommendation && <CriticalityMark criticality={recommendation.criticality} />}{' '}
          {say('proposal.by', { name: proposedBy.name, ago: dates.time(createdAt) })}
        </>
      }
      acts={
        <>
          <ProposalPermissions proposal={proposal} />
          <Withdraw proposal={proposal} />
        </>
      }
    >
      {state === 'voided' && <Notice title={say('proposal.voided')}>{say('proposal.voided-hint')}</Notice>}
      <Columns>
        <Stacked>
          <Panel title={say('proposal.change')}>
            {recommendation ? (
              <ProposalDiff proposal={proposal} recommendation={recommendation} />
            ) : (
              <Loading lines={2} />
            )}
            <ProposalVersion proposal={proposal} />
          </Panel>
          <Panel title={say('proposal.said', { name: proposedBy.name })}>
            <ProposalSaid change={change} />
          </Panel>
          <ProposalEvidence proposal={proposal} />
          {recommendation && <Wording recommendation={recommendation} />}
        </Stacked>
        <Stacked>
          {state === 'open' && <DecisionForm proposal={proposal} />}
          <Panel title={say('proposal.decisions')}>
            <ProposalDecisions proposal={proposal} />
          </Panel>
        </Stacked>
      </Columns>
    </Page>
  );
}

function Withdraw({ proposal }: { proposal: ProposalView }) {
  const say = useWords();
  const [isOpen, setOpen] = useState(false);
  const gate = useGate()(
    { name: 'proposal.withdraw' },
    { proposal, recommendation: proposal.recommendation },
  );
  if (proposal.state !== 'open') return null;
  return (
    <>
      <GuardedButton gate={gate} variant="default" onClick={() => setOpen(true)}>
        {say('proposal.withdraw')}
      </GuardedButton>
      {isOpen && (
        <ReasonDialog
          name="proposal.withdraw"
          target={proposal}
          title={say('proposal.withdraw')}
          isOptional
          inputOf={(reason) => ({ reason: reason || null })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
