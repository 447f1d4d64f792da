import { Group } from '@mantine/core';
import { IconLock, IconPencil, IconUserEdit } from '@tabler/icons-react';
import { useState } from 'react';
import type { RecommendationView } from '#contracts';
import { useGate } from '../session/use-gate.js';
import { GuardedButton } from '../ui/guarded-button.js';
import { useWords } from '../words/use-words.js';
import { AssignDialog } from './assign-dialog.js';
import { ClassifyDialog } from './classify-dialog.js';
import { EditDialog } from './edit-dialog.js';

/** What keeps a recommendation in order without changing its state. */
export function Keeping({ recommendation }: { recommendation: RecommendationView }) {
  const say = useWords();
  const gateOf = useGate();
  const [doing, setDoing] = useState<'assign' | 'classify' | 'edit' | null>(null);
  const close = () => setDoing(null);
  const gate = (name: 'recommendation.assign' | 'recommendation.classify' | 'recommendation.edit') =>
    gateOf({ name }, { recommendation });
  const look = { size: 'xs', variant: 'default' } as const;
  return (
    <Group gap="xs">
      <GuardedButton
        {...look}
        gate={gate('recommendation.assign')}
        leftSection={<IconUserEdit size={15} />}
        onClick={() => setDoing('assign')}
      >
        {say('keep.assign')}
      </GuardedButton>
      <GuardedButton
        {...look}
        gate={gate('recommendation.classify')}
        leftSection={<IconLock size={15} />}
        onClick={() => setDoing('classify')}
      >
        {say('keep.classify')}
      </GuardedButton>
      <GuardedButton
        {...look}
        gate={gate('recommendation.edit')}
        leftSection={<IconPencil size={15} />}
        onClick={() => setDoing('edit')}
      >
        {say('keep.edit')}
      </GuardedButton>
      {doing === 'assign' && <AssignDialog recommendation={recommendation} onClose={close} />}
      {doing === 'classify' && <ClassifyDialog recommendation={recommendation} onClose={close} />}
      {doing === 'edit' && <EditDialog recommendation={recommendation} onClose={close} />}
    </Group>
  );
}
