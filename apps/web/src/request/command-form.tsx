import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAsOf } from '../past/use-as-of.js';
import { Notice } from '../ui/notice.js';
import type { AnyCommandHandle } from './use-command.js';
import { useWords } from '../words/use-words.js';
import { CommandFault } from './command-fault.js';
import css from '../ui/form.module.css';

interface Props {
  command: AnyCommandHandle;
  submitWord: string;
  isReady?: boolean;
  onSubmit: () => void;
  onCancel?: () => void;
  color?: string;
  children: ReactNode;
}

/** A form that gives a command: its fields, what went wrong, and its two buttons. */
export function CommandForm({
  command,
  submitWord,
  isReady = true,
  onSubmit,
  onCancel,
  color,
  children,
}: Props) {
  const say = useWords();
  const isPast = useAsOf() !== undefined;
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // A form in a dialog that a form opened would else submit that one too: events pass through portals.
        event.stopPropagation();
        if (isReady && !isPast && !command.isRunning && !command.conflict) onSubmit();
      }}
    >
      {children}
      <CommandFault command={command} />
      {isPast && <Notice>{say('problem.in-the-past')}</Notice>}
      <div className={css.foot}>
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            {say('ui.cancel')}
          </Button>
        )}
        <Button
          type="submit"
          color={color}
          loading={command.isRunning}
          disabled={!isReady || isPast || command.conflict !== null}
        >
          {submitWord}
        </Button>
      </div>
    </form>
  );
}

/** Fields side by side where there is room. */
export const Pair = ({ children }: { children: ReactNode }) => <div className={css.pair}>{children}</div>;
