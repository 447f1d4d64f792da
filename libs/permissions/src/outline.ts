import { PersonView } from '#contracts';

/** Objects of which some are told an outline alone: the fields that their view never lacks. */
const views = { person: PersonView };
export type OutlinedNoun = keyof typeof views;

export const isOutlined = (noun: string): noun is OutlinedNoun => noun in views;

/** The fields that everybody is told who may read the object. */
export const outlineOf = (noun: OutlinedNoun): string[] =>
  fieldsOf(noun).filter((field) => !mayLack(noun, field));

/** The fields of which a rule of their own says who is told them. */
export const guardedFields = (noun: OutlinedNoun): string[] =>
  fieldsOf(noun).filter((field) => mayLack(noun, field));

const fieldsOf = (noun: OutlinedNoun): string[] => Object.keys(views[noun].shape);

function mayLack(noun: OutlinedNoun, field: string): boolean {
  const shape: Record<string, { safeParse(input: unknown): { success: boolean } }> = views[noun].shape;
  return shape[field]?.safeParse(undefined).success ?? false;
}
