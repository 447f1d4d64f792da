import { Button, CopyButton } from '@mantine/core';
import { Notice } from '../ui/notice.js';
import { useWords } from '../words/use-words.js';
import css from './account.module.css';

/** Something that is shown once, to be copied now. */
export function Secret({ value, hint }: { value: string; hint: string }) {
  const say = useWords();
  return (
    <>
      <Notice>
        <p>{hint}</p>
      </Notice>
      <p className={css.secret} dir="ltr">
        {value}
      </p>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {say(copied ? 'account.copied' : 'account.copy')}
          </Button>
        )}
      </CopyButton>
    </>
  );
}
