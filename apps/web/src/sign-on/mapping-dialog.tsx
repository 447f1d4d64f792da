import { Checkbox, TextInput } from '@mantine/core';
import { AddMapping, weightyRoles } from '#contracts';
import { emptyRight, RightFields } from '../people/right-fields.js';
import { CommandForm } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { useDraft } from '../request/use-draft.js';
import { Dialog } from '../ui/dialog.js';
import { useWords } from '../words/use-words.js';

const empty = {
  groupName: '',
  ...emptyRight,
  isMeant: false,
  reason: '',
};

/** Lets a group of the single sign-on hold a role within a scope. */
export function MappingDialog({ onClose }: { onClose: () => void }) {
  const say = useWords();
  const { values, change, clear } = useDraft('mapping:new', empty);
  const command = useCommand('mapping.add', {}, () => {
    clear();
    onClose();
  });
  return (
    <Dialog title={say('mapping.add')} onClose={onClose} size="md">
      <CommandForm
        command={command}
        submitWord={say('mapping.add')}
        isReady={AddMapping.safeParse(values).success}
        onCancel={onClose}
        onSubmit={() => command.run(values)}
      >
        <TextInput
          data-autofocus
          label={say('field.groupName')}
          description={say('mapping.group-hint')}
          required
          value={values.groupName}
          onChange={(event) => change({ groupName: event.currentTarget.value })}
        />
        <RightFields
          values={values}
          change={(right) => change(right.role ? { ...right, isMeant: false } : right)}
        />
        {weightyRoles.includes(values.role) && (
          <Checkbox
            label={say('mapping.is-meant')}
            description={say('mapping.is-meant-hint')}
            checked={values.isMeant}
            onChange={(event) => change({ isMeant: event.currentTarget.checked })}
          />
        )}
        <TextInput
          label={say('propose.reason')}
          required
          value={values.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
        <p className="soft small">{say('mapping.own-hint')}</p>
      </CommandForm>
    </Dialog>
  );
}
