import type { ScopeType } from '#contracts';
import { useWords, wordOf } from '../words/use-words.js';
import { Code } from './mark.js';

/** Within what a right holds: the kind of scope, and its name where there is one and it may be told. */
export function Scope({ scopeType, scopeName }: { scopeType: ScopeType; scopeName: string | null }) {
  const say = useWords();
  return (
    <>
      {say(wordOf('scope', scopeType))}{' '}
      {scopeName && (scopeType === 'recommendation' ? <Code>{scopeName}</Code> : <bdi>{scopeName}</bdi>)}
    </>
  );
}
