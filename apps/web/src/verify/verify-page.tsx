import { Button, Progress, Textarea } from '@mantine/core';
import { IconFileCheck } from '@tabler/icons-react';
import { useState, type ChangeEvent } from 'react';
import { FileDrop } from '../ui/file-drop.js';
import { Notice } from '../ui/notice.js';
import { Page } from '../ui/page.js';
import { Panel } from '../ui/panel.js';
import { useSize } from '../words/use-size.js';
import { useWords } from '../words/use-words.js';
import { BundleVerdict } from './bundle-verdict.js';
import { faultsOfGiven } from './given-beside.js';
import { NoteVerdictView } from './note-verdict.js';
import { useVerifier, type Verifying } from './use-verifier.js';
import css from './verify.module.css';

/** Where a bundle, a receipt or a checkpoint is verified by the browser itself; nothing leaves it. */
export function VerifyPage() {
  const say = useWords();
  const [file, setFile] = useState<File | null>(null);
  const [keys, setKeys] = useState('');
  const [oldCheckpoint, setOldCheckpoint] = useState('');
  const { state, verify, cancel } = useVerifier();
  const { key, isCheckpointFaulty } = faultsOfGiven({ keys, oldCheckpoint });
  const isReadable = key === null && !isCheckpointFaulty;
  const take = (taken: File | null) => {
    setFile(taken);
    if (taken && isReadable) verify({ file: taken, keys, oldCheckpoint });
    else cancel();
  };
  /** A verdict stands no longer than what it was reached with. */
  const typed = (set: (text: string) => void) => (event: ChangeEvent<HTMLTextAreaElement>) => {
    set(event.currentTarget.value);
    cancel();
  };
  return (
    <Page title={say('verify.title')} lead={say('verify.lead')}>
      <Panel title={say('verify.given')}>
        <div className={css.form}>
          <FileDrop
            file={file}
            onFile={take}
            icon={<IconFileCheck size={34} aria-hidden />}
            invitation={say('verify.drop')}
            hint={say('verify.stays')}
            isLarge
          />
          <div className={css.given}>
            <Textarea
              className={css.mono}
              label={say('verify.keys')}
              description={say('verify.keys-hint')}
              error={key !== null && say('verify.key-faulty', { key })}
              autosize
              minRows={2}
              maxRows={6}
              dir="ltr"
              spellCheck={false}
              value={keys}
              onChange={typed(setKeys)}
            />
            <Textarea
              className={css.mono}
              label={say('verify.old')}
              description={say('verify.old-hint')}
              error={isCheckpointFaulty && say('verify.old-faulty')}
              autosize
              minRows={2}
              maxRows={8}
              dir="ltr"
              spellCheck={false}
              value={oldCheckpoint}
              onChange={typed(setOldCheckpoint)}
            />
          </div>
          {file && state.step !== 'running' && (
            <div>
              <Button
                variant="default"
                disabled={!isReadable}
                onClick={() => verify({ file, keys, oldCheckpoint })}
              >
                {say(state.step === 'idle' ? 'verify.title' : 'verify.again')}
              </Button>
            </div>
          )}
        </div>
      </Panel>
      <section aria-live="polite" aria-label={say('verify.result')}>
        <State state={state} onCancel={cancel} />
      </section>
    </Page>
  );
}

function State({ state, onCancel }: { state: Verifying; onCancel: () => void }) {
  const say = useWords();
  switch (state.step) {
    case 'idle':
      return null;
    case 'running':
      return <Running {...state} onCancel={onCancel} />;
    case 'failed':
      return (
        <Notice tone="bad" title={say('verify.failed')} isAlert>
          <bdi dir="ltr">{state.why}</bdi>
        </Notice>
      );
    case 'done':
      return state.outcome.kind === 'bundle' ? (
        <BundleVerdict verdict={state.outcome.verdict} />
      ) : (
        <NoteVerdictView verdict={state.outcome.verdict} />
      );
  }
}

interface RunningProps {
  progress: number;
  size: number;
  onCancel: () => void;
}

function Running({ progress, size, onCancel }: RunningProps) {
  const say = useWords();
  const bytes = useSize();
  return (
    <Panel title={say('verify.running')}>
      <div className={css.running}>
        <Progress value={size > 0 ? (100 * progress) / size : 0} aria-label={say('verify.running')} />
        <p className="soft small">{say('verify.read', { read: bytes(progress), size: bytes(size) })}</p>
        <div>
          <Button variant="default" onClick={onCancel}>
            {say('ui.cancel')}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
