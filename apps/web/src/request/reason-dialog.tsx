import { Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { CommandName, CommandRequest } from '#contracts';
import { Dialog } from '../ui/dialog.js';
import { useWords } from '../words/use-words.js';
import { CommandForm } from './command-form.js';
import { useCommand } from './use-command.js';
import { useDraft } from './use-draft.js';

interface Props<N extends CommandName> {
  name: N;
  target: { id: string; version: number };
  title: string;
  hint?: ReactNode;
  label?: string;
  isOptional?: boolean;
  inputOf: (reason: string) => CommandRequest<N>;
  onClose: () => void;
}

/** A command that wants one text: why. */
export function ReasonDialog<N extends CommandName>(props: Props<N>) {
  const { name, target, title, hint, label, isOptional, inputOf, onClose } = props;
  const say = useWords();
  const [isTried, setTried] = useState(false);
  const { values, change, clear } = useDraft(`${name}:${target.id}`, { reason: '' });
  const command = useCommand(name, target, () => {
    clear();
    onClose();
  });
  const isMissing = !isOptional && !values.reason.trim();
  const submit = () => {
    setTried(true);
    if (!isMissing) command.run(inputOf(values.reason.trim()));
  };
  return (
    <Dialog title={title} onClose={onClose} size="md">
      <CommandForm command={command} submitWord={title} onSubmit={submit} onCancel={onClose}>
        {hint && <div className="soft">{hint}</div>}
        <Textarea
          data-autofocus
          label={label ?? say('propose.reason')}
          required={!isOptional}
          error={isTried && isMissing ? say('form.needed') : undefined}
          value={values.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
      </CommandForm>
    </Dialog>
  );
}
