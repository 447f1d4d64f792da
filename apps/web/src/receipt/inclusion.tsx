import type { EntryProof } from '#contracts';
import { Mark } from '../ui/mark.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import { outcomeTones } from './outcome-tones.js';
import css from './receipt.module.css';
import { useCheckedProof, useEntryProof } from './use-checked.js';

interface Props {
  entryId: string;
  /** Leaf hash, in hex, as whoever looks at the entry knows it. */
  hash: string;
}

/** Where an entry stands in the log, and whether the newest checkpoint covers it, as this browser found out. */
export function Inclusion({ entryId, hash }: Props) {
  const say = useWords();
  const { data: proof } = useEntryProof(entryId);
  const outcome = useCheckedProof(proof, hash);
  if (!proof || proof.index === null) return <p className="small soft">{say('proof.not-yet')}</p>;
  return (
    <>
      <p className="small">
        {say('proof.summary', { index: String(proof.index) })}{' '}
        {proof.covered && outcome && (
          <Mark tone={outcomeTones[outcome]}>{say(wordOf('proof.inclusion', outcome))}</Mark>
        )}
      </p>
      {proof.covered ? (
        <Covered covered={proof.covered} />
      ) : (
        <p className="small soft">{say('proof.uncovered')}</p>
      )}
    </>
  );
}

/** The checkpoint, and the hashes that lead from the entry to its root. */
function Covered({ covered: { path, checkpoint } }: { covered: NonNullable<EntryProof['covered']> }) {
  const say = useWords();
  const dates = useDates();
  return (
    <details>
      <summary className="small">
        {say('proof.covered', { size: checkpoint.size, time: dates.time(checkpoint.at) })}
      </summary>
      <ol className={css.path} dir="ltr" tabIndex={0} aria-label={say('proof.path')}>
        {path.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <pre className={css.exact} dir="ltr">
        {checkpoint.note}
      </pre>
    </details>
  );
}
