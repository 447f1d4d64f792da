import { CopyButton, Button } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import type { Answer } from '../request/ask.js';
import { useAnswer } from '../request/ask.js';
import { Mark } from '../ui/mark.js';
import { Notice } from '../ui/notice.js';
import { Panel } from '../ui/panel.js';
import { saveText } from '../ui/save-text.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import { CheckpointMailSwitch } from './checkpoint-mail.js';
import css from './integrity.module.css';

/** The newest signed checkpoint, how its signer fares, the keys to note down, and the daily mail. */
export function CheckpointPanel({ isMailOff }: { isMailOff: boolean }) {
  const say = useWords();
  const { data: status } = useAnswer('logStatus');
  return (
    <Panel title={say('checkpoint.title')}>
      <p>{say('checkpoint.hint')}</p>
      {status && <Newest status={status} />}
      <CheckpointMailSwitch isMailOff={isMailOff} />
      <Keys />
    </Panel>
  );
}

function Newest({ status: { checkpoint, signer, size } }: { status: Answer<'logStatus'> }) {
  const say = useWords();
  const dates = useDates();
  return (
    <>
      {signer?.refusal && (
        <Notice tone="bad" title={say('checkpoint.refused')}>
          <bdi dir="ltr" lang="en">
            {signer.refusal}
          </bdi>
        </Notice>
      )}
      {!signer && <p className="soft">{say('checkpoint.no-signer')}</p>}
      {checkpoint ? (
        <>
          <div className={css.meta}>
            <Mark tone="proof">{say('checkpoint.of', { size: checkpoint.size, all: size })}</Mark>
            <span>{dates.time(checkpoint.at)}</span>
          </div>
          <pre className={css.note} dir="ltr" tabIndex={0} aria-label={say('checkpoint.title')}>
            {checkpoint.note}
          </pre>
          <div className={css.acts}>
            <CopyWhole text={checkpoint.note} word={say('checkpoint.copy')} />
            <Button
              size="compact-sm"
              variant="light"
              leftSection={<IconDownload size={15} />}
              onClick={() => saveText(`checkpoint-${checkpoint.size}.txt`, checkpoint.note)}
            >
              {say('checkpoint.save')}
            </Button>
          </div>
        </>
      ) : (
        <p className="soft">{say('checkpoint.none')}</p>
      )}
    </>
  );
}

/** Public keys: who noted them down elsewhere need not believe this page. */
function Keys() {
  const say = useWords();
  const dates = useDates();
  const { data } = useAnswer('logKeys');
  const keys = data?.keys ?? [];
  if (keys.length === 0) return null;
  const name = 'keys-to-note-down';
  return (
    <section aria-labelledby={name}>
      <h3 id={name} className={css.kindName}>
        {say('checkpoint.keys')}
      </h3>
      <p className="small">{say('checkpoint.keys-hint')}</p>
      <ul>
        {keys.map(({ vkey, purpose, fromAt, untilAt }) => (
          <li key={vkey} className={css.key}>
            <strong className="small">{say(wordOf('key-purpose', purpose))}</strong>
            <pre className={css.note} dir="ltr" tabIndex={0} aria-label={say(wordOf('key-purpose', purpose))}>
              {vkey}
            </pre>
            <span className="soft small">
              {untilAt
                ? say('checkpoint.key-until', { time: dates.time(untilAt) })
                : say('checkpoint.key-from', { time: dates.time(fromAt) })}
            </span>
            <CopyWhole text={vkey} word={say('checkpoint.copy-key')} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function CopyWhole({ text, word }: { text: string; word: string }) {
  const say = useWords();
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button
          size="compact-sm"
          variant="light"
          onClick={copy}
          leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
        >
          {copied ? say('ui.copied') : word}
        </Button>
      )}
    </CopyButton>
  );
}
