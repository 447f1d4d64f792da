import { Select, TextInput } from '@mantine/core';
import { entityKinds, type EntityView } from '#contracts';
import { CommandForm } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { useDraft } from '../request/use-draft.js';
import { Dialog } from '../ui/dialog.js';
import { useWords, wordOf } from '../words/use-words.js';
import { useEntities } from './use-entities.js';

/** Adds an entity to the tree, or changes one. */
export function EntityDialog({ entity, onClose }: { entity?: EntityView; onClose: () => void }) {
  const say = useWords();
  const entities = useEntities();
  const { values, change, clear } = useDraft(`entity:${entity?.id ?? 'new'}`, {
    name: entity?.name ?? '',
    acronym: entity?.acronym ?? '',
    kind: entity?.kind ?? 'department',
    parentId: null as string | null,
  });
  const done = () => {
    clear();
    onClose();
  };
  const add = useCommand('entity.create', {}, done);
  const alter = useCommand('entity.change', entity ?? {}, done);
  const { name, kind, parentId } = values;
  const said = { name, kind, acronym: values.acronym.trim() || null };
  return (
    <Dialog title={say(entity ? 'entities.change' : 'entities.add')} onClose={onClose} size="md">
      <CommandForm
        command={entity ? alter : add}
        submitWord={say('ui.save')}
        isReady={name.trim() !== ''}
        onCancel={onClose}
        onSubmit={() => (entity ? alter.run(said) : add.run({ ...said, parentId }))}
      >
        <TextInput
          data-autofocus
          label={say('field.name')}
          required
          value={name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TextInput
          label={say('field.acronym')}
          value={values.acronym}
          onChange={(event) => change({ acronym: event.currentTarget.value })}
        />
        <Select
          label={say('field.kind')}
          allowDeselect={false}
          value={kind}
          onChange={(next) => next && change({ kind: next })}
          data={entityKinds.map((one) => ({ value: one, label: say(wordOf('entity-kind', one)) }))}
        />
        {!entity && (
          <Select
            label={say('field.parentId')}
            searchable
            clearable
            data={entities.options}
            value={parentId}
            onChange={(next) => change({ parentId: next })}
          />
        )}
      </CommandForm>
    </Dialog>
  );
}
