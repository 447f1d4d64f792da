import { useCallback, useState } from 'react';

const prefix = 'uphold-draft:';

/** Takes away what was being written about these objects. */
export function forgetDrafts(ids: readonly string[]): void {
  for (const place of Object.keys(sessionStorage))
    if (place.startsWith(prefix) && ids.some((id) => place.includes(id))) sessionStorage.removeItem(place);
}

/**
 * Text that a person is typing, kept through failed requests, closed dialogs and reloads until it was sent. It
 * stays in this tab: other people who use this browser later do not find it.
 */
export function useDraft<T extends object>(key: string, initial: T) {
  const place = `${prefix}${key}`;
  const [values, setValues] = useState<T>(() => ({ ...initial, ...read<T>(place) }));

  // The caller's literal is a new object each time, with the same content.
  const [first] = useState(initial);

  const change = useCallback(
    (part: Partial<T>) =>
      setValues((before) => {
        const after = { ...before, ...part };
        sessionStorage.setItem(place, JSON.stringify(after));
        return after;
      }),
    [place],
  );
  const clear = useCallback(() => {
    sessionStorage.removeItem(place);
    setValues(first);
  }, [place, first]);
  return { values, change, clear };
}

function read<T>(place: string): Partial<T> {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? '{}') as Partial<T>;
  } catch {
    return {};
  }
}
