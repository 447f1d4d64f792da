import { Select } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { SessionsPanel } from '../account/sessions-panel.js';
import { TokensPanel } from '../account/tokens-panel.js';
import { NotThere } from '../app/not-there.js';
import { useSearchChange } from '../app/use-search-change.js';
import { EndlessTimeline } from '../audit/endless-timeline.js';
import { mayEver } from '#permissions';
import type { Query } from '../request/ask.js';
import { useActor } from '../session/use-me.js';
import { Halves, Page } from '../ui/page.js';
import { Panel } from '../ui/panel.js';
import { useWords, wordOf } from '../words/use-words.js';
import { securityViews, type SecurityView } from './security-views.js';

const here = getRouteApi('/security');

/** What each view asks the history for. */
const questions: Record<SecurityView, Query<'listHistory'>> = {
  'sign-ins': { objectType: ['sign-in'] },
  refused: { refused: 'true' },
  tokens: { objectType: ['token', 'password-link'] },
  rights: { objectType: ['grant', 'delegation', 'emergency-access', 'person'] },
};

/** Who came in, who was turned away, what is open, and whose rights changed: for administrators and auditors. */
export function SecurityPage() {
  const say = useWords();
  const change = useSearchChange<{ view: SecurityView }>();
  const { view = 'sign-ins' }: { view?: SecurityView } = here.useSearch();
  const actor = useActor();
  if (!mayEver(actor, 'read', 'access')) return <NotThere />;
  return (
    <Page title={say('security.title')} lead={say('security.lead')}>
      <Halves>
        <SessionsPanel />
        <TokensPanel />
      </Halves>
      <Panel
        title={say('security.events')}
        acts={
          <Select
            aria-label={say('security.which')}
            allowDeselect={false}
            value={view}
            onChange={(next) => next && change({ view: next })}
            data={securityViews.map((one) => ({ value: one, label: say(wordOf('security', one)) }))}
          />
        }
      >
        <EndlessTimeline key={view} query={questions[view]} />
      </Panel>
    </Page>
  );
}
