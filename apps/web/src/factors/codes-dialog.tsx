import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Dialog } from '../ui/dialog.js';
import { Notice } from '../ui/notice.js';
import { saveText } from '../ui/save-text.js';
import { useWords } from '../words/use-words.js';
import css from './factors.module.css';

/** Recovery codes, shown this once. */
export function CodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const say = useWords();
  return (
    <Dialog title={say('factor.recovery-code')} onClose={onClose} size="md">
      <div className={css.stack}>
        <Notice>
          <p>{say('recovery.hint')}</p>
        </Notice>
        <ol className={css.codes} dir="ltr">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
        <div className={css.acts}>
          <Button
            variant="default"
            leftSection={<IconDownload size={17} aria-hidden />}
            onClick={() => saveText('uphold-recovery-codes.txt', `${codes.join('\n')}\n`)}
          >
            {say('recovery.save')}
          </Button>
          <Button onClick={onClose}>{say('recovery.kept')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
