import { Checkbox, Select, TextInput } from '@mantine/core';
import { GiveGrant, roles, scopeTypes, type PersonState, type Role, type ScopeType } from '#contracts';
import { CommandForm, Pair } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { useDraft } from '../request/use-draft.js';
import { DayInput } from '../ui/day-input.js';
import { Dialog } from '../ui/dialog.js';
import { dayOf, endOf } from '../words/day-bounds.js';
import { useWords, wordOf } from '../words/use-words.js';
import { ScopeField } from './scope-field.js';

const empty = {
  role: 'staff' as Role,
  scopeType: 'entity' as ScopeType,
  scopeId: null as string | null,
  verifies: false,
  until: null as string | null,
  reason: '',
};

/** Whether the contract lets a grant of this role carry the right to verify. */
export const mayVerify = (role: Role): boolean =>
  GiveGrant.safeParse({
    personId: '00000000-0000-4000-8000-000000000000',
    role,
    scopeType: 'installation',
    verifies: true,
    reason: '-',
  }).success;

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
        <Pair>
          <Select
            label={say('field.role')}
            allowDeselect={false}
            value={values.role}
            onChange={(role) => role && change({ role, verifies: false })}
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
