import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import type en from './en.json';

/** A key of the language files. */
export type Word = keyof typeof en;
export type WordValues = Record<string, string | number | null | undefined>;
export type Say = (word: Word, values?: WordValues) => string;

/** A key that is put together from a closed list of the contracts; the words' test holds that each has wording. */
export const wordOf = (...parts: string[]): Word => parts.join('.') as Word;

/** Says a word in the person's language. */
export function useWords(): Say {
  const { formatMessage } = useIntl();
  return useCallback((word, values) => formatMessage({ id: word }, values), [formatMessage]);
}

/** Whether the language files have this key. */
export function useHasWord(): (word: string) => boolean {
  const { messages } = useIntl();
  return useCallback((word) => word in messages, [messages]);
}
