import { Button } from '@mantine/core';
import { IconReceipt } from '@tabler/icons-react';
import type { Receipt } from '#contracts';
import { tell } from '../ui/tell.js';
import { useWords, type Word } from '../words/use-words.js';
import css from './receipt.module.css';
import { showReceipt } from './shown-receipt.js';

/** Tells that a command was recorded, in these words, and offers its receipt. */
export function tellRecorded(receipt: Receipt, word: Word = 'receipt.recorded'): void {
  tell(<Recorded receipt={receipt} word={word} />);
}

function Recorded({ receipt, word }: { receipt: Receipt; word: Word }) {
  const say = useWords();
  return (
    <span className={css.told}>
      {say(word)}
      <Button
        size="compact-sm"
        variant="light"
        leftSection={<IconReceipt size={15} />}
        onClick={() => showReceipt(receipt)}
      >
        {say('receipt.show')}
      </Button>
    </span>
  );
}
