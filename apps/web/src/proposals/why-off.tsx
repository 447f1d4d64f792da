import { Button } from '@mantine/core';
import { useState } from 'react';
import { PermissionsDialog } from '../permissions/permissions-dialog.js';
import type { Gate } from '../session/use-gate.js';
import { useReason } from '../words/use-fault.js';
import { useWords } from '../words/use-words.js';

interface Props {
  refusal: NonNullable<Gate['refusal']>;
  about: Gate['about'];
}

/** Why the buttons beside it are off, in plain sight, and the way to who can. */
export function WhyOff({ refusal, about }: Props) {
  const say = useWords();
  const reason = useReason();
  const [isAsking, setAsking] = useState(false);
  return (
    <div>
      <p className="soft small">{reason(refusal)}</p>
      {about && (
        <Button size="compact-sm" variant="subtle" onClick={() => setAsking(true)}>
          {say('permissions.why')}
        </Button>
      )}
      {isAsking && about && <PermissionsDialog subject={about} onClose={() => setAsking(false)} />}
    </div>
  );
}
