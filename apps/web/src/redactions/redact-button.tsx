import { Button } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { HistoryEntry } from '#contracts';
import { mayEver } from '#permissions';
import { useActor } from '../session/use-me.js';
import { useWords } from '../words/use-words.js';
import css from './redactions.module.css';
import { RedactDialog } from './redact-dialog.js';

/** For those who may ask for redactions: the way to it from an entry that holds something to redact. */
export function RedactButton({ entry }: { entry: HistoryEntry }) {
  const say = useWords();
  const actor = useActor();
  const [isAsking, setAsking] = useState(false);
  if (!entry.recommendation || entry.held.length === 0) return null;
  if (!mayEver(actor, 'redaction.request', 'redaction')) return null;
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        className={css.ask}
        color="gray.7"
        leftSection={<IconEyeOff size={14} />}
        onClick={() => setAsking(true)}
      >
        {say('redaction.ask')}…
      </Button>
      {isAsking && (
        <RedactDialog
          entry={entry}
          recommendationId={entry.recommendation.id}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
