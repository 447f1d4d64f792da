import { SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { mayEver } from '#permissions';
import { useSearchChange } from '../app/use-search-change.js';
import { RedactionsPanel } from '../redactions/redactions-panel.js';
import { useActor } from '../session/use-me.js';
import { Page } from '../ui/page.js';
import { Panel } from '../ui/panel.js';
import { useWords, wordOf } from '../words/use-words.js';
import { queues, type Queue } from './queues.js';
import { ProposalsList } from './proposals-list.js';

const here = getRouteApi('/decisions');

/** Proposals: those that wait for me, those that I made, and all that I may read. */
export function DecisionsPage() {
  const say = useWords();
  const { queue = 'waiting-for-me', search } = here.useSearch();
  const change = useSearchChange<{ queue: Queue; search: string }>();
  const mayRedact = mayEver(useActor(), 'redaction.approve', 'redaction');
  const find = useDebouncedCallback((typed: string) => change({ search: typed.trim() || undefined }), 250);
  return (
    <Page title={say('decisions.title')} lead={say('decisions.lead')}>
      <Panel
        title={say(wordOf('queue', queue))}
        isFlush
        acts={
          <SegmentedControl
            aria-label={say('decisions.which')}
            value={queue}
            onChange={(next) => change({ queue: next as Queue })}
            data={queues.map((one) => ({ value: one, label: say(wordOf('queue', one)) }))}
          />
        }
      >
        <TextInput
          m="xs"
          aria-label={say('decisions.search')}
          placeholder={say('decisions.search')}
          leftSection={<IconSearch size={16} />}
          defaultValue={search}
          onChange={(event) => find(event.currentTarget.value)}
        />
        <ProposalsList
          query={{ queue, search }}
          empty={{ title: say(wordOf('queue-empty', queue)), hint: say(wordOf('queue-hint', queue)) }}
        />
      </Panel>
      {mayRedact && <RedactionsPanel isWide query={{ state: ['requested'] }} />}
    </Page>
  );
}
