import { Checkbox, Select } from '@mantine/core';
import { GiveGrant, roles, scopeTypes, type Role, type ScopeType } from '#contracts';
import { Pair } from '../request/command-form.js';
import { useWords, wordOf } from '../words/use-words.js';
import { ScopeField } from './scope-field.js';

/** A right that nobody has chosen yet. */
export const emptyRight = {
  role: 'staff' as Role,
  scopeType: 'entity' as ScopeType,
  scopeId: null as string | null,
  verifies: false,
};

type Right = typeof emptyRight;

/** Whether the contract lets a grant of this role carry the right to verify. */
const mayVerify = (role: Role): boolean =>
  GiveGrant.safeParse({
    personId: '00000000-0000-4000-8000-000000000000',
    role,
    scopeType: 'installation',
    verifies: true,
    reason: '-',
  }).success;

/** What a right is: a role, where it holds, and whether it goes as far as verifying. */
export function RightFields({ values, change }: { values: Right; change: (right: Partial<Right>) => void }) {
  const say = useWords();
  return (
    <>
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
    </>
  );
}
