import { Button, Tooltip, VisuallyHidden, type ButtonProps } from '@mantine/core';
import { useId, type MouseEvent, type ReactNode } from 'react';
import type { Gate } from '../session/use-gate.js';
import { useReason } from '../words/use-fault.js';

interface Props extends ButtonProps {
  gate: Gate;
  onClick?: () => void;
  type?: 'button' | 'submit';
  children: ReactNode;
}

/**
 * A button that the rules may turn off. Off, it can still be reached by keyboard and says why; where nothing
 * ever allows it, it is not there.
 */
export function GuardedButton({ gate, onClick, children, ...look }: Props) {
  const why = useId();
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
  const refuse = (event: MouseEvent) => event.preventDefault();
  return (
    <Tooltip label={words}>
      <Button {...look} type="button" data-disabled aria-disabled aria-describedby={why} onClick={refuse}>
        {children}
        <VisuallyHidden id={why}>{words}</VisuallyHidden>
      </Button>
    </Tooltip>
  );
}
