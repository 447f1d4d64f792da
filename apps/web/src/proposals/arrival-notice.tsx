import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useAnswer } from '../request/ask.js';
import { tell } from '../ui/tell.js';
import { useWords } from '../words/use-words.js';
import { useChangeWords } from './change-words.js';

/** Tells of a proposal that comes to wait for this person while they are at something else. */
export function ArrivalNotice() {
  const say = useWords();
  const changeWords = useChangeWords();
  const { data } = useAnswer('listProposals', { query: { queue: 'waiting-for-me', limit: 100 } });
  const known = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (!data) return;
    const fresh = known.current ? data.rows.filter(({ id }) => !known.current?.has(id)) : [];
    known.current = new Set([...(known.current ?? []), ...data.rows.map(({ id }) => id)]);
    for (const { id, change, recommendation } of fresh) {
      tell(
        <Link to="/proposals/$id" params={{ id }}>
          {say('arrival.proposal', { code: recommendation.code, change: changeWords(change) })}
        </Link>,
      );
    }
  }, [data, say, changeWords]);
  return null;
}
