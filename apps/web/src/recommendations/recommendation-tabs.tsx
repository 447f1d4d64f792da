import { Stack, Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { RecommendationView } from '#contracts';
import { useSearchChange } from '../app/use-search-change.js';
import { ActionsPanel } from '../actions/actions-panel.js';
import { DiscussionPanel } from '../comments/discussion-panel.js';
import { EvidencePanel } from '../evidence/evidence-panel.js';
import { HistoryList } from '../history/history-list.js';
import { canRead } from '#permissions';
import { CompareLink } from '../past/compare-link.js';
import { RedactionsPanel } from '../redactions/redactions-panel.js';
import { useActor } from '../session/use-me.js';
import { Panel } from '../ui/panel.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './facts.module.css';
import { recommendationTabs, type RecommendationTab } from './recommendation-search.js';

const here = getRouteApi('/recommendations/$id');

/** The work, the evidence, the discussion and the history of a recommendation. */
export function RecommendationTabs({ recommendation }: { recommendation: RecommendationView }) {
  const say = useWords();
  const actor = useActor();
  const change = useSearchChange<{ tab: RecommendationTab }>();
  const { tab = 'work' } = here.useSearch();
  const hears = canRead(actor, 'comment', { recommendation });
  const shown = recommendationTabs.filter((one) => one !== 'discussion' || hears);
  return (
    <Tabs value={tab} keepMounted={false} onChange={(next) => change({ tab: next as RecommendationTab })}>
      <Tabs.List mb="md" className={css.tabs}>
        {shown.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {say(wordOf('tab', one))}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="work">
        <ActionsPanel recommendation={recommendation} />
      </Tabs.Panel>
      <Tabs.Panel value="evidence">
        <EvidencePanel recommendation={recommendation} />
      </Tabs.Panel>
      {hears && (
        <Tabs.Panel value="discussion">
          <DiscussionPanel recommendation={recommendation} />
        </Tabs.Panel>
      )}
      <Tabs.Panel value="history">
        <Stack>
          <RedactionsOf recommendation={recommendation} />
          <Panel title={say('history.title')} acts={<CompareLink recommendationId={recommendation.id} />}>
            <HistoryList query={{ recommendationId: recommendation.id }} />
          </Panel>
        </Stack>
      </Tabs.Panel>
    </Tabs>
  );
}

function RedactionsOf({ recommendation }: { recommendation: RecommendationView }) {
  const actor = useActor();
  if (!canRead(actor, 'redaction', { recommendation })) return null;
  return <RedactionsPanel query={{ recommendationId: recommendation.id }} />;
}
