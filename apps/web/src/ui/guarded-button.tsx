import { Button, Tooltip, VisuallyHidden, type ButtonProps } from '@mantine/core';
import { useId, useState, type MouseEvent, type ReactNode } from 'react';
import { PermissionsDialog } from '../permissions/permissions-dialog.js';
import type { Gate } from '../session/use-gate.js';
import { useReason } from '../words/use-fault.js';
import { useWords } from '../words/use-words.js';

interface Props extends ButtonProps {
  gate: Gate;
  onClick?: () => void;
  type?: 'button' | 'submit';
  children: ReactNode;
}

/**
 * A button that the rules may turn off. Off, it can still be reached by keyboard, says why, and pressed opens what
 * explains it further; where nothing ever allows it, it is not there.
 */
export function GuardedButton({ gate, onClick, children, ...look }: Props) {
  const say = useWords();
  const why = useId();
  const [isAsking, setAsking] = useState(false);
  const reason = useReason();
  if (!gate.isShown) return null;
  if (!gate.refusal) {
    return (
      <Button {...look} onClick={onClick}>
        {children}
      </Button>
    );
  }
  const words = reason(gate.refusal);
  const { about } = gate;
  const explain = (event: MouseEvent) => {
    event.preventDefault();
    if (about) setAsking(true);
  };
  return (
    <>
      <Tooltip label={about ? `${words} ${say('permissions.press')}` : words}>
        <Button {...look} type="button" data-disabled aria-disabled aria-describedby={why} onClick={explain}>
          {children}
          <VisuallyHidden id={why}>{words}</VisuallyHidden>
        </Button>
      </Tooltip>
      {isAsking && about && <PermissionsDialog subject={about} onClose={() => setAsking(false)} />}
    </>
  );
}
