import type { MatrixCondition } from '#permissions';

/** Key of the wording of a condition of the permissions; its values are said by `valueKey`. */
export const conditionKey = ({ about, is }: Pick<MatrixCondition, 'about' | 'is'>): string =>
  is === 'so' ? `condition.${about}` : `condition.${is}.${about}`;

/** Key of the wording of a value that a condition asks of a field. */
export function valueKey(about: string, value: string): string {
  const field = about.slice(about.indexOf('.') + 1);
  return `${families[field] ?? field}.${value}`;
}

/** By which words the values of a field are called, where it is not by its own name. */
const families: Record<string, string> = {
  issuance: 'state.issuance',
  decidedBy: 'decider',
  objectType: 'object',
  scopeType: 'scope',
};
