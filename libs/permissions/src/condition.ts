/** Where rules look: the world's parts by name, a dot, the field. `history` is an entry of the log. */
export type ConditionField =
  `${'recommendation' | 'review' | 'proposal' | 'action' | 'evidence' | 'comment' | 'redaction' | 'person' | 'grant' | 'history'}.${string}`;

/** Values of fields that a rule asks for, all of them together. The subset of MongoDB's language that we compile to SQL. */
export type Conditions = { [F in ConditionField]?: string | null | { $in: readonly (string | null)[] } };
