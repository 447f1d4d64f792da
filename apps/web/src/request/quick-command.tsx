import type { ButtonProps } from '@mantine/core';
import { useEffect } from 'react';
import type { CommandName, CommandRequest } from '#contracts';
import { tellFault } from '../ui/tell.js';
import { useFault } from '../words/use-fault.js';
import { useAsOf } from '../past/use-as-of.js';
import { GuardedButton } from '../ui/guarded-button.js';
import { useCommand } from './use-command.js';

interface Props<N extends CommandName> extends ButtonProps {
  name: N;
  target: { id: string; version: number };
  input: CommandRequest<N>;
  word: string;
}

/** A command at one press, with nothing to type; what goes wrong is told beside the page. */
export function QuickCommand<N extends CommandName>({ name, target, input, word, ...look }: Props<N>) {
  const fault = useFault();
  const isPast = useAsOf() !== undefined;
  const { run, isRunning, error } = useCommand(name, {
    id: target.id,
    version: target.version,
    follows: true,
  });
  useEffect(() => {
    if (error) tellFault(fault(error));
  }, [error, fault]);
  return (
    <GuardedButton
      {...look}
      gate={{ isShown: true, refusal: isPast ? { code: 'in-the-past' } : null }}
      loading={isRunning}
      onClick={() => run(input)}
    >
      {word}
    </GuardedButton>
  );
}
