import type { HistoryEntry } from '#contracts';
import { Hash } from '../ui/hash.js';
import { useWords } from '../words/use-words.js';
import css from './history.module.css';

/** What proves an entry: its place in the log and the hashes that chain it. */
export function EntryProof({ entry }: { entry: HistoryEntry }) {
  const say = useWords();
  return (
    <details className={css.proof}>
      <summary>
        {entry.index === null ? say('proof.not-yet') : say('proof.summary', { index: String(entry.index) })}
      </summary>
      <dl className={css.proofFacts}>
        <dt>{say('proof.version')}</dt>
        <dd>{entry.objectVersion}</dd>
        <dt>{say('proof.hash')}</dt>
        <dd>
          <Hash value={entry.hash} label={say('proof.hash')} />
        </dd>
        {entry.prevHash && (
          <>
            <dt>{say('proof.previous')}</dt>
            <dd>
              <Hash value={entry.prevHash} label={say('proof.previous')} />
            </dd>
          </>
        )}
        <dt>{say('proof.action')}</dt>
        <dd>
          <bdi dir="ltr">{entry.action}</bdi>
        </dd>
        <dt>{say('proof.request')}</dt>
        <dd>
          <bdi dir="ltr">{entry.requestId}</bdi>
        </dd>
      </dl>
    </details>
  );
}
