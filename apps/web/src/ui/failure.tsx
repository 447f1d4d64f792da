import { Button } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { UnreachableError } from '../request/problem-error.js';
import { useFault } from '../words/use-fault.js';
import { useWords } from '../words/use-words.js';
import { Empty } from './empty.js';

/** A question that got no good answer, and the way to ask again. */
export function Failure({ error, again }: { error: unknown; again?: () => void }) {
  const say = useWords();
  const fault = useFault();
  const isAway = error instanceof UnreachableError;
  return (
    <div role="alert">
      <Empty
        title={isAway ? say('fault.away-title') : say('fault.title')}
        hint={fault(error)}
        icon={<IconCloudOff size={22} />}
      >
        {again && (
          <Button variant="default" size="sm" onClick={again}>
            {say('ui.try-again')}
          </Button>
        )}
      </Empty>
    </div>
  );
}
