import { useCallback } from 'react';
import { scopeTypes } from '#contracts';
import type { MatrixCondition, MatrixWay } from '#permissions';
import { useList } from '../words/use-list.js';
import { useWords, wordOf, type Say } from '../words/use-words.js';
import { conditionKey, valueKey } from './condition-keys.js';

/** A way in words: under what conditions, by roles held where, and what of the object is told. */
export interface WayWords {
  conditions: string;
  held: string | null;
  told: string | null;
}

/** Says the conditions of a rule, all of them together; empty where there are none. */
export function useConditionWords(): (conditions: readonly MatrixCondition[]) => string {
  const say = useWords();
  const all = useList();
  const either = useList('disjunction');
  return useCallback(
    (conditions) => all(conditions.map((one) => conditionWord(one, say, either))),
    [say, all, either],
  );
}

const conditionWord = (
  condition: MatrixCondition,
  say: Say,
  either: (words: readonly string[]) => string,
): string =>
  say(wordOf(conditionKey(condition)), {
    values: either(condition.values.map((value) => say(wordOf(valueKey(condition.about, value))))),
  });

/** Says one of the ways in which a role may do something. */
export function useWayWords(): (way: MatrixWay) => WayWords {
  const say = useWords();
  const all = useList();
  const either = useList('disjunction');
  const conditionWords = useConditionWords();
  return useCallback(
    ({ conditions, scopes, fields }) => ({
      conditions: conditionWords(conditions) || say('matrix.all'),
      held:
        scopes.length < scopeTypes.length
          ? say('matrix.held', { scopes: either(scopes.map((scope) => say(wordOf('scope', scope)))) })
          : null,
      told: fields && say('matrix.told', { fields: all(fields.map((field) => say(wordOf('field', field)))) }),
    }),
    [say, all, either, conditionWords],
  );
}
