import { TextInput } from '@mantine/core';
import type { PersonState } from '#contracts';
import { CommandForm } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { useDraft } from '../request/use-draft.js';
import { DayInput } from '../ui/day-input.js';
import { Dialog } from '../ui/dialog.js';
import { dayOf, endOf } from '../words/day-bounds.js';
import { useWords } from '../words/use-words.js';
import { emptyRight, RightFields } from './right-fields.js';

const empty = {
  ...emptyRight,
  until: null as string | null,
  reason: '',
};

/** Gives a person a role within a scope. */
export function GrantDialog({ person, onClose }: { person: PersonState; onClose: () => void }) {
  const say = useWords();
  const { values, change, clear } = useDraft(`grant:${person.id}`, empty);
  const command = useCommand('grant.give', {}, () => {
    clear();
    onClose();
  });
  const isWhole = values.scopeType === 'installation';
  const isReady = values.reason.trim() !== '' && (isWhole || values.scopeId !== null);
  const submit = () => {
    const { until, ...grant } = values;
    command.run({ ...grant, endsAt: until && endOf(until), personId: person.id });
  };
  return (
    <Dialog title={say('grant.give-to', { name: person.name })} onClose={onClose} size="md">
      <CommandForm
        command={command}
        submitWord={say('grant.give')}
        isReady={isReady}
        onCancel={onClose}
        onSubmit={submit}
      >
        <RightFields values={values} change={change} />
        <DayInput
          label={say('field.endsAt')}
          description={say('grant.ends-hint')}
          clearable
          minDate={dayOf(new Date())}
          value={values.until}
          onChange={(until) => change({ until })}
        />
        <TextInput
          label={say('propose.reason')}
          required
          value={values.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
      </CommandForm>
    </Dialog>
  );
}
