import { Button } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ProposalView, RecommendationView } from '#contracts';
import { canRead } from '#permissions';
import type { TransitionId } from '#workflow';
import { useSearchChange } from '../app/use-search-change.js';
import { ChangeDialog } from '../proposals/change-dialog.js';
import { useChoices } from '../proposals/change-choice.js';
import { ProposalRow } from '../proposals/proposal-row.js';
import { ReadersPanel } from '../past/readers-panel.js';
import { RecommendationPermissions } from '../permissions/permissions-button.js';
import { useAnswer } from '../request/ask.js';
import { useActor } from '../session/use-me.js';
import { Code, Mark } from '../ui/mark.js';
import { Notice } from '../ui/notice.js';
import { Columns, Page, Stacked } from '../ui/page.js';
import { Panel } from '../ui/panel.js';
import { useWords } from '../words/use-words.js';
import { DossierLink } from '../dossier/dossier-link.js';
import { ExportBundle } from '../dossier/export-bundle.js';
import { AxesPicture } from './axes-picture.js';
import { EvidenceAlarm } from './evidence-alarm.js';
import { ConfidentialityMark, CriticalityMark, SourceMark } from './marks.js';
import { Facts } from './facts.js';
import { Keeping } from './keeping.js';
import { RecommendationTabs } from './recommendation-tabs.js';
import { Wording } from './wording.js';

const here = getRouteApi('/recommendations/$id');

export function Recommendation({ recommendation }: { recommendation: RecommendationView }) {
  const say = useWords();
  const changeSearch = useSearchChange<{ change: TransitionId | 'choose'; to: string }>();
  const search = here.useSearch();
  const actor = useActor();
  const { data: open } = useAnswer(
    'listProposals',
    { query: { recommendationId: recommendation.id, state: ['open'], limit: 50 } },
    canRead(actor, 'proposal', { recommendation }),
  );
  const proposals = open?.rows ?? [];
  const openTransitions = proposals.map(({ change }) => change.transition);
  const canChange = useChoices(recommendation, openTransitions).some(({ gate }) => !gate.refusal);
  const begin = (change?: TransitionId | 'choose', to?: string) => changeSearch({ change, to });
  const chosen = search.change && search.change !== 'choose' ? search.change : null;
  return (
    <Page
      title={recommendation.title}
      crumbs={<Crumbs recommendation={recommendation} />}
      lead={<Marks recommendation={recommendation} />}
      acts={
        <>
          <DossierLink id={recommendation.id} />
          <RecommendationPermissions recommendation={recommendation} />
          <ExportBundle recommendationId={recommendation.id} reviewId={recommendation.reviewId} />
          {canChange && (
            <Button leftSection={<IconArrowsExchange size={17} />} onClick={() => begin('choose')}>
              {say('propose.begin')}
            </Button>
          )}
        </>
      }
    >
      <EvidenceAlarm recommendation={recommendation} />
      {recommendation.issuance === 'draft' && <Notice title={say('draft.title')}>{say('draft.hint')}</Notice>}
      <Panel title={say('axes.title')} isFlush>
        <AxesPicture recommendation={recommendation} openProposals={proposals} onPick={begin} />
      </Panel>
      <OpenProposals proposals={proposals} />
      <Columns>
        <Stacked>
          <Wording recommendation={recommendation} />
          <RecommendationTabs recommendation={recommendation} />
        </Stacked>
        <Stacked>
          <Facts recommendation={recommendation} acts={<Keeping recommendation={recommendation} />} />
          <ReadersPanel recommendation={recommendation} />
        </Stacked>
      </Columns>
      {search.change && (
        <ChangeDialog
          recommendation={recommendation}
          openTransitions={openTransitions}
          chosen={chosen}
          to={search.to}
          onChoose={(id) => begin(id ?? 'choose')}
          onClose={() => begin()}
        />
      )}
    </Page>
  );
}

function Crumbs({ recommendation: { reviewId, reviewTitle, code } }: { recommendation: RecommendationView }) {
  const say = useWords();
  return (
    <>
      <Link to="/reviews/$id" params={{ id: reviewId }}>
        <bdi>{reviewTitle}</bdi>
      </Link>
      <span aria-hidden>/</span>
      <span>
        {say('object.recommendation')} <Code>{code}</Code>
      </span>
    </>
  );
}

function Marks({ recommendation }: { recommendation: RecommendationView }) {
  const say = useWords();
  return (
    <span style={{ display: 'flex', flexWrap: 'wrap', gap: '0.4rem' }}>
      <CriticalityMark criticality={recommendation.criticality} />
      <SourceMark isVerified={recommendation.sourceVerified} />
      <ConfidentialityMark confidentiality={recommendation.confidentiality} />
      {recommendation.isOverdue && <Mark tone="bad">{say('due.is-overdue')}</Mark>}
    </span>
  );
}

function OpenProposals({ proposals }: { proposals: ProposalView[] }) {
  const say = useWords();
  if (proposals.length === 0) return null;
  return (
    <Panel title={say('proposal.open')} count={proposals.length} isFlush>
      <ul>
        {proposals.map((proposal) => (
          <ProposalRow key={proposal.id} proposal={proposal} isWide={false} />
        ))}
      </ul>
    </Panel>
  );
}
