import { useCallback } from 'react';
import { useIntl } from 'react-intl';

/** Says several things as one: “auditors, administrators and managers”; any of them as “auditors or managers”. */
export function useList(
  type: 'conjunction' | 'disjunction' = 'conjunction',
): (things: readonly string[]) => string {
  const { formatList } = useIntl();
  return useCallback((things) => formatList(things, { type }), [formatList, type]);
}
