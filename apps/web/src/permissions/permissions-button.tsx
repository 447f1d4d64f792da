import { Button } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ProposalView, RecommendationView } from '#contracts';
import { useAsOf } from '../past/use-as-of.js';
import { useWords } from '../words/use-words.js';
import { PermissionsDialog } from './permissions-dialog.js';
import { useSubjects } from './use-subjects.js';

/** What may be done to a recommendation and to all that belongs to it, and by whom. */
export const RecommendationPermissions = ({ recommendation }: { recommendation: RecommendationView }) => (
  <Opener>{(onClose) => <OfRecommendation recommendation={recommendation} onClose={onClose} />}</Opener>
);

/** What may be done to a proposal, and by whom. */
export const ProposalPermissions = ({ proposal: { id } }: { proposal: ProposalView }) => (
  <Opener>{(onClose) => <PermissionsDialog subject={{ type: 'proposal', id }} onClose={onClose} />}</Opener>
);

function OfRecommendation(props: { recommendation: RecommendationView; onClose: () => void }) {
  const { recommendation, onClose } = props;
  const choices = useSubjects(recommendation);
  const subject = { type: 'recommendation', id: recommendation.id } as const;
  return <PermissionsDialog subject={subject} choices={choices} onClose={onClose} />;
}

/** Permissions are of now: whoever looks at the past does not ask for them. */
function Opener({ children }: { children: (onClose: () => void) => ReactNode }) {
  const say = useWords();
  const isPast = useAsOf() !== undefined;
  const [isOpen, setOpen] = useState(false);
  if (isPast) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconListDetails size={17} />} onClick={() => setOpen(true)}>
        {say('permissions.open')}
      </Button>
      {isOpen && children(() => setOpen(false))}
    </>
  );
}
