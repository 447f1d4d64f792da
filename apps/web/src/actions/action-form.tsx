import { Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ActionView, RecommendationView } from '#contracts';
import { useEntities } from '../entities/use-entities.js';
import { usePeople } from '../people/use-people.js';
import { CommandForm, Pair } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { useDraft } from '../request/use-draft.js';
import { Dialog } from '../ui/dialog.js';
import { DueField } from '../ui/due-field.js';
import { useWords } from '../words/use-words.js';

interface Props {
  recommendation: RecommendationView;
  /** The action to change; none to plan a new one. */
  action?: ActionView;
  onClose: () => void;
}

/** Plans an action, or changes one. */
export function ActionForm({ recommendation, action, onClose }: Props) {
  const say = useWords();
  const people = usePeople();
  const entities = useEntities();
  const [isTried, setTried] = useState(false);
  const { values, change, clear } = useDraft(`action:${action?.id ?? recommendation.id}`, {
    title: action?.title ?? '',
    ownerId: action ? action.ownerId : recommendation.ownerId,
    entityId: action ? action.entityId : recommendation.leadEntityId,
    date: action?.dueDate ?? null,
    precision: action?.duePrecision ?? 'day',
    reason: '',
  });
  const done = () => {
    clear();
    onClose();
  };
  const plan = useCommand('action.plan', {}, done);
  const alter = useCommand('action.change', { id: action?.id, version: action?.version }, done);
  const submit = () => {
    setTried(true);
    const { title, ownerId, entityId, date, precision, reason } = values;
    if (!title.trim() || !date) return;
    const said = { title, ownerId, entityId, due: { date, precision } };
    if (action) alter.run({ ...said, ...(reason.trim() && { reason }) });
    else plan.run({ recommendationId: recommendation.id, ...said });
  };
  const title = say(action ? 'action.change' : 'action.plan');
  const needed = (isThere: unknown) => (isTried && !isThere ? say('form.needed') : undefined);
  return (
    <Dialog title={title} onClose={onClose}>
      <CommandForm command={action ? alter : plan} submitWord={title} onSubmit={submit} onCancel={onClose}>
        <TextInput
          data-autofocus
          label={say('field.title')}
          required
          error={needed(values.title.trim())}
          value={values.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <DueField
          label={say('field.dueDate')}
          required
          error={needed(values.date)}
          value={values}
          onChange={({ date, precision }) => change({ date, precision })}
        />
        <Pair>
          <Select
            label={say('field.ownerId')}
            searchable
            clearable
            data={people.options}
            value={values.ownerId}
            onChange={(ownerId) => change({ ownerId })}
          />
          <Select
            label={say('field.entityId')}
            searchable
            clearable
            data={entities.options}
            value={values.entityId}
            onChange={(entityId) => change({ entityId })}
          />
        </Pair>
        {action && (
          <Textarea
            label={say('form.reason-optional')}
            value={values.reason}
            onChange={(event) => change({ reason: event.currentTarget.value })}
          />
        )}
      </CommandForm>
    </Dialog>
  );
}
