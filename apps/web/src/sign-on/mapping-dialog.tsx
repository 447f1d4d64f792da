import { Checkbox, Select, TextInput } from '@mantine/core';
import { AddMapping, roles, scopeTypes, weightyRoles, type Role, type ScopeType } from '#contracts';
import { mayVerify } from '../people/grant-dialog.js';
import { ScopeField } from '../people/scope-field.js';
import { CommandForm, Pair } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { useDraft } from '../request/use-draft.js';
import { Dialog } from '../ui/dialog.js';
import { useWords, wordOf } from '../words/use-words.js';

const empty = {
  groupName: '',
  role: 'staff' as Role,
  scopeType: 'entity' as ScopeType,
  scopeId: null as string | null,
  verifies: false,
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
        <Pair>
          <Select
            label={say('field.role')}
            allowDeselect={false}
            value={values.role}
            onChange={(role) => role && change({ role, verifies: false, isMeant: false })}
            data={roles.map((role) => ({ value: role, label: say(wordOf('role', role)) }))}
          />
          <Select
            label={say('grant.within')}
            allowDeselect={false}
            value={values.scopeType}
            onChange={(scopeType) => scopeType && change({ scopeType, scopeId: null })}
            data={scopeTypes.map((scope) => ({ value: scope, label: say(wordOf('scope', scope)) }))}
          />
        </Pair>
        <p className="soft small">{say(wordOf('role-hint', values.role))}</p>
        <ScopeField
          scopeType={values.scopeType}
          value={values.scopeId}
          onChange={(scopeId) => change({ scopeId })}
        />
        {mayVerify(values.role) && (
          <Checkbox
            label={say('grant.verifies')}
            description={say('grant.verifies-hint')}
            checked={values.verifies}
            onChange={(event) => change({ verifies: event.currentTarget.checked })}
          />
        )}
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
