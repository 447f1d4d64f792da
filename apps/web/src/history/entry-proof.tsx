import type { HistoryEntry } from '#contracts';
import { Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Inclusion } from '../receipt/inclusion.js';
import { Hash } from '../ui/hash.js';
import { useWords } from '../words/use-words.js';
import { EntryBodyText } from './entry-body.js';
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
      <LogProof entry={entry} />
      <EntryBodyText entry={entry} />
    </details>
  );
}

/** The proof that the entry is in the log, fetched and checked by this browser when somebody asks for it. */
function LogProof({ entry: { id, hash } }: { entry: HistoryEntry }) {
  const say = useWords();
  const [isWanted, setWanted] = useState(false);
  if (isWanted) return <Inclusion entryId={id} hash={hash} />;
  return (
    <Button
      size="compact-sm"
      variant="light"
      leftSection={<IconShieldCheck size={15} />}
      onClick={() => setWanted(true)}
    >
      {say('proof.verify')}
    </Button>
  );
}
