/** Where rules look: the world's parts by name, a dot, the field. `history` is an entry of the log. */
export type ConditionField =
  `${'recommendation' | 'review' | 'proposal' | 'action' | 'evidence' | 'comment' | 'redaction' | 'mapping' | 'emergency-access' | 'person' | 'grant' | 'delegation' | 'history'}.${string}`;

type Condition = string | null | { $in: readonly (string | null)[] } | { $ne: string };

/** Values of fields that a rule asks for, all of them together. The subset of MongoDB's language that we compile to SQL. */
export type Conditions = { [F in ConditionField]?: Condition };

/** The conditions of both together; null where nothing can fulfil them. */
export function bothOf(one: Conditions, other: Conditions): Conditions | null {
  const both: Conditions = { ...one };
  for (const [name, wanted] of Object.entries(other)) {
    const field = name as ConditionField;
    const met = meetingOf(one[field], wanted);
    if (met === undefined) return null;
    both[field] = met;
  }
  return both;
}

function meetingOf(one: Condition | undefined, other: Condition | undefined): Condition | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const [ones, others] = [valuesOf(one), valuesOf(other)];
  if (!ones || !others) throw new Error('a field is excluded twice');
  const shared = ones.filter((value) => others.includes(value));
  return shared.length > 1 ? { $in: shared } : shared[0];
}

function valuesOf(condition: Condition): readonly (string | null)[] | null {
  if (typeof condition !== 'object' || condition === null) return [condition];
  return '$in' in condition ? condition.$in : null;
}
