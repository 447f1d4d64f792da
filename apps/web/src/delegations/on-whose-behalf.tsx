import { useAnswer } from '../request/ask.js';
import { Notice } from '../ui/notice.js';
import { useWords } from '../words/use-words.js';

/** Tells who decides for another that they do, before they decide. */
export function OnWhoseBehalf({ lenderId }: { lenderId: string | null }) {
  const say = useWords();
  const { data } = useAnswer(
    'listDelegations',
    { query: { mine: 'true', time: 'running', limit: 200 } },
    lenderId !== null,
  );
  if (lenderId === null) return null;
  const name = data?.rows.find(({ fromId }) => fromId === lenderId)?.from.name ?? say('ui.somebody');
  return <Notice>{say('delegation.you-decide-for', { name })}</Notice>;
}
