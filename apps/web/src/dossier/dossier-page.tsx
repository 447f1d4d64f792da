import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { RecommendationView } from '#contracts';
import { canRead } from '#permissions';
import { NotThere } from '../app/not-there.js';
import { CheckpointStamp } from '../checkpoint/checkpoint-stamp.js';
import { useAnswer } from '../request/ask.js';
import { useActor, useMe } from '../session/use-me.js';
import { Failure } from '../ui/failure.js';
import { Loading } from '../ui/loading.js';
import { Code } from '../ui/mark.js';
import { Notice } from '../ui/notice.js';
import { Page } from '../ui/page.js';
import { useDates } from '../words/use-dates.js';
import { useWords } from '../words/use-words.js';
import css from './dossier.module.css';
import { EvidenceRecord } from './evidence-record.js';
import { ExportBundle } from './export-bundle.js';
import { ActionsRecord, RedactionsRecord, RefusalsRecord } from './others-record.js';
import { Particulars } from './particulars.js';
import { ProposalsRecord } from './proposals-record.js';
import { DueRecord, StatesRecord } from './states-record.js';
import { useAllRows } from './use-all-rows.js';

const here = getRouteApi('/recommendations/$id/dossier');

/** All that the record holds of one recommendation, on one page that is fit for paper. */
export function DossierPage() {
  const { id } = here.useParams();
  const { data, error, refetch } = useAnswer('getRecommendation', { id });
  if (error && !data) return <NotThere error={error} again={() => void refetch()} />;
  if (!data) return <Loading lines={9} />;
  return <Dossier key={id} recommendation={data} />;
}

function Dossier({ recommendation }: { recommendation: RecommendationView }) {
  const say = useWords();
  const { id, reviewId, title, code } = recommendation;
  return (
    <Page
      title={say('dossier.title', { title })}
      crumbs={
        <>
          <Link to="/recommendations/$id" params={{ id }}>
            {say('object.recommendation')} <Code>{code}</Code>
          </Link>
          <span aria-hidden>/</span>
          <span>{say('dossier.name')}</span>
        </>
      }
      acts={
        <>
          <Button variant="default" leftSection={<IconPrinter size={17} />} onClick={() => window.print()}>
            {say('dossier.print')}
          </Button>
          <ExportBundle recommendationId={id} reviewId={reviewId} />
        </>
      }
    >
      <Content recommendation={recommendation} />
    </Page>
  );
}

function Content({ recommendation }: { recommendation: RecommendationView }) {
  const say = useWords();
  const actor = useActor();
  const { id: recommendationId } = recommendation;
  const mayReadProposals = canRead(actor, 'proposal', { recommendation });
  const history = useAllRows('listHistory', { recommendationId, order: 'ascending' });
  const proposals = useAllRows('listProposals', { recommendationId }, mayReadProposals);
  const evidence = useAllRows('listEvidence', { recommendationId });
  const actions = useAllRows('listActions', { recommendationId });
  const lists = [history, evidence, actions, ...(mayReadProposals ? [proposals] : [])];
  const failed = lists.find(({ error }) => error);
  if (failed) return <Failure error={failed.error} again={failed.again} />;
  if (!lists.every(({ isWhole }) => isWhole)) return <Loading lines={12} />;
  const entries = history.rows;
  return (
    <div className={css.dossier}>
      {lists.some(({ isCut }) => isCut) && (
        <Notice title={say('dossier.cut')}>{say('dossier.cut-hint')}</Notice>
      )}
      <Particulars recommendation={recommendation} />
      <StatesRecord entries={entries} />
      <DueRecord entries={entries} />
      {mayReadProposals && (
        <ProposalsRecord proposals={proposals.rows} evidence={evidence.rows} entries={entries} />
      )}
      <EvidenceRecord evidence={evidence.rows} entries={entries} />
      <ActionsRecord actions={actions.rows} />
      <RedactionsRecord entries={entries} />
      <RefusalsRecord entries={entries} />
      <CheckpointStamp />
      <Foot entries={entries.length} />
    </div>
  );
}

/** On what the dossier rests, and that it is nobody's official paper. */
function Foot({ entries }: { entries: number }) {
  const say = useWords();
  const dates = useDates();
  const { person, installation } = useMe();
  return (
    <footer className={css.foot}>
      <p>
        {say('dossier.drawn', {
          count: entries,
          name: person.name,
          installation: installation.name,
          time: dates.time(new Date().toISOString()),
        })}
      </p>
      <p>{say('footer.independent')}</p>
    </footer>
  );
}
