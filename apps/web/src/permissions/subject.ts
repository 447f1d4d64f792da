import { commands, type ObjectType } from '#contracts';
import { deedOf, deedsOn, type Facts, type Intent } from '#permissions';

/** An object whose permissions are explained, and the deed on it that is asked about. */
export interface ExplainedSubject {
  type: ObjectType;
  id: string;
  deed?: string;
}

/** Where the API explains what somebody would do: on the object itself, or on that about which something is made. */
export function subjectOf(intent: Intent, facts: Facts): ExplainedSubject | undefined {
  const deed = deedOf(intent);
  const types: ObjectType[] = [commands[intent.name].objectType, 'recommendation', 'person'];
  return types.flatMap((type) => {
    const id = facts[type]?.id;
    return typeof id === 'string' && deedsOn(type).some((one) => deedOf(one) === deed)
      ? [{ type, id, deed }]
      : [];
  })[0];
}
