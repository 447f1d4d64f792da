import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { tell } from '../ui/tell.js';
import { useWords } from '../words/use-words.js';
import { useChangeWords } from './change-words.js';
import { useWaiting } from './use-waiting.js';

/** Tells of a proposal that comes to wait for this person while they are at something else. */
export function ArrivalNotice() {
  const say = useWords();
  const changeWords = useChangeWords();
  const waiting = useWaiting();
  const known = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (!waiting) return;
    const fresh = known.current ? waiting.filter(({ id }) => !known.current?.has(id)) : [];
    known.current = new Set([...(known.current ?? []), ...waiting.map(({ id }) => id)]);
    for (const { id, change, recommendation } of fresh) {
      tell(
        <Link to="/proposals/$id" params={{ id }}>
          {say('arrival.proposal', { code: recommendation.code, change: changeWords(change) })}
        </Link>,
      );
    }
  }, [waiting, say, changeWords]);
  return null;
}
