import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { delegationTimes } from '#contracts';
import { mayReadAll } from '#permissions';
import { useSearchChange } from '../app/use-search-change.js';
import { useAsOf } from '../past/use-as-of.js';
import { useActor } from '../session/use-me.js';
import { Page } from '../ui/page.js';
import { Panel } from '../ui/panel.js';
import { useWords, wordOf } from '../words/use-words.js';
import { DelegationDialog } from './delegation-dialog.js';
import { DelegationsList } from './delegations-list.js';
import { lendableDeeds } from './lendable.js';

const here = getRouteApi('/delegations');
type Time = (typeof delegationTimes)[number];

/** Who decides on whose behalf: one's own delegations, and those of everybody for who watches over them. */
export function DelegationsPage() {
  const say = useWords();
  const actor = useActor();
  const isPast = useAsOf() !== undefined;
  const [isGiving, setGiving] = useState(false);
  const { time = 'running' } = here.useSearch();
  const change = useSearchChange<{ time: Time }>();
  const mayGive = lendableDeeds(actor).length > 0 && !isPast;
  const isWatching = mayReadAll(actor, 'delegation');
  return (
    <Page
      title={say('delegation.title')}
      lead={say('delegation.lead')}
      acts={
        mayGive && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setGiving(true)}>
            {say('delegation.give')}
          </Button>
        )
      }
    >
      <Panel
        title={say(isWatching ? 'delegation.all' : 'delegation.mine')}
        isFlush
        acts={
          <SegmentedControl
            aria-label={say('delegation.which')}
            value={time}
            onChange={(next) => change({ time: next })}
            data={delegationTimes.map((one) => ({ value: one, label: say(wordOf('delegation-time', one)) }))}
          />
        }
      >
        <DelegationsList query={{ time, mine: isWatching ? undefined : 'true' }} />
      </Panel>
      {isGiving && <DelegationDialog onClose={() => setGiving(false)} />}
    </Page>
  );
}
