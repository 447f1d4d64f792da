import { useState } from 'react';
import { Button } from '@mantine/core';
import type { ProposalView } from '#contracts';
import { Timeline } from '../history/timeline.js';
import { useAnswer } from '../request/ask.js';
import { Notice } from '../ui/notice.js';
import { useWords } from '../words/use-words.js';

/** On which version it was asked, and what happened to the recommendation since, where something did. */
export function ProposalVersion({ proposal }: { proposal: ProposalView }) {
  const say = useWords();
  const [isOpen, setOpen] = useState(false);
  const { pinnedVersion, recommendation, state } = proposal;
  if (state !== 'open' || recommendation.version === pinnedVersion) {
    return <p className="soft small">{say('proposal.asked-on', { version: pinnedVersion })}</p>;
  }
  return (
    <Notice
      tone="waiting"
      title={say('proposal.moved-on', { asked: pinnedVersion, now: recommendation.version })}
    >
      <Button size="compact-sm" variant="default" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
        {say(isOpen ? 'proposal.hide-since' : 'proposal.show-since')}
      </Button>
      {isOpen && <Since proposal={proposal} />}
    </Notice>
  );
}

function Since({ proposal: { recommendationId, pinnedVersion } }: { proposal: ProposalView }) {
  const { data } = useAnswer('listHistory', {
    query: { objectType: ['recommendation'], objectId: recommendationId, limit: 50 },
  });
  const since = (data?.rows ?? []).filter(({ objectVersion }) => objectVersion > pinnedVersion);
  return <Timeline entries={since} />;
}
