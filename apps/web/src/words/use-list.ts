import { useCallback } from 'react';
import { useIntl } from 'react-intl';

/** Says several things as one: “auditors, administrators and managers”. */
export function useList(): (things: readonly string[]) => string {
  const { formatList } = useIntl();
  return useCallback((things) => formatList(things, { type: 'conjunction' }), [formatList]);
}
