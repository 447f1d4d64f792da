import { Button } from '@mantine/core';
import { ProblemError } from './problem-error.js';
import type { AnyCommandHandle } from './use-command.js';
import { ChangesSince } from '../history/changes-since.js';
import { useFault } from '../words/use-fault.js';
import { useWords } from '../words/use-words.js';
import { Notice } from '../ui/notice.js';

/** What came of a command that failed. A conflict shows what others changed and lets one decide again on that. */
export function CommandFault({ command }: { command: AnyCommandHandle }) {
  const say = useWords();
  const fault = useFault();
  const { error, conflict } = command;
  if (!error) return null;
  if (conflict) {
    return (
      <Notice tone="waiting" isAlert title={say('conflict.title')}>
        <p>{say('conflict.hint')}</p>
        <ChangesSince changes={conflict.changes ?? []} />
        <Button size="sm" variant="default" onClick={command.acceptCurrent}>
          {say('conflict.go-on', { version: conflict.currentVersion ?? 0 })}
        </Button>
      </Notice>
    );
  }
  const fields = error instanceof ProblemError ? (error.problem.fields ?? []) : [];
  return (
    <Notice tone="bad" isAlert title={say('fault.not-done')}>
      <p>{fault(error)}</p>
      {fields.length > 0 && (
        <ul>
          {fields.map(({ field, message }) => (
            <li key={field}>
              <bdi>{field}</bdi>: {message}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
