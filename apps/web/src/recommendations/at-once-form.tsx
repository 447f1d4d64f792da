import { Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CommandRequest, RecommendationView } from '#contracts';
import { usePeople } from '../people/use-people.js';
import { emptyDraft, type ChangeDraft } from '../proposals/draft-change.js';
import { CommandForm } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { useDraft } from '../request/use-draft.js';
import { DueField } from '../ui/due-field.js';
import { useWords, wordOf } from '../words/use-words.js';

export type AtOnce = 'consider' | 'start' | 'hold' | 'resume';
type Inputs = { [T in AtOnce]: (draft: ChangeDraft) => CommandRequest<`recommendation.${T}`> | null };

/** What each transition sends, or null while something that it must carry is missing. */
const inputOf: Inputs = {
  consider: () => ({}),
  start: ({ actionTitle, dueDate, duePrecision, ownerId }) =>
    actionTitle.trim() && dueDate
      ? { firstAction: { title: actionTitle, dueDate: { date: dueDate, precision: duePrecision }, ownerId } }
      : null,
  hold: ({ reason }) => (reason.trim() ? { reason } : null),
  resume: ({ reason }) => (reason.trim() ? { reason } : {}),
};

interface Props {
  transition: AtOnce;
  recommendation: RecommendationView;
  onDone: () => void;
}

/** A change of state that nobody has to decide: it is recorded at once. */
export function AtOnceForm({ transition, recommendation, onDone }: Props) {
  const say = useWords();
  const [isTried, setTried] = useState(false);
  const { id, version, ownerId } = recommendation;
  const { values, change, clear } = useDraft(`${transition}:${id}`, { ...emptyDraft, ownerId });
  const command = useCommand(`recommendation.${transition}`, { id, version }, () => {
    clear();
    onDone();
    return wordOf('done', transition);
  });
  const submit = () => {
    setTried(true);
    const input = inputOf[transition](values);
    if (input) command.run(input);
  };
  return (
    <CommandForm
      command={command}
      submitWord={say(wordOf('submit', transition))}
      onSubmit={submit}
      onCancel={onDone}
    >
      <p className="soft">{say(wordOf('at-once', transition))}</p>
      {transition === 'start' && <FirstAction draft={values} onChange={change} isTried={isTried} />}
      {(transition === 'hold' || transition === 'resume') && (
        <Textarea
          label={say('propose.reason')}
          required={transition === 'hold'}
          error={isTried && transition === 'hold' && !values.reason.trim() ? say('form.needed') : undefined}
          value={values.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
      )}
    </CommandForm>
  );
}

interface FirstActionProps {
  draft: ChangeDraft;
  onChange: (part: Partial<ChangeDraft>) => void;
  isTried: boolean;
}

function FirstAction({ draft, onChange, isTried }: FirstActionProps) {
  const say = useWords();
  const people = usePeople();
  const needed = (isThere: unknown) => (isTried && !isThere ? say('form.needed') : undefined);
  return (
    <>
      <TextInput
        data-autofocus
        label={say('start.first-action')}
        required
        error={needed(draft.actionTitle.trim())}
        value={draft.actionTitle}
        onChange={(event) => onChange({ actionTitle: event.currentTarget.value })}
      />
      <DueField
        label={say('start.first-due')}
        required
        error={needed(draft.dueDate)}
        value={{ date: draft.dueDate, precision: draft.duePrecision }}
        onChange={({ date, precision }) => onChange({ dueDate: date, duePrecision: precision })}
      />
      <Select
        label={say('field.ownerId')}
        searchable
        clearable
        data={people.options}
        value={draft.ownerId}
        onChange={(ownerId) => onChange({ ownerId })}
      />
    </>
  );
}
