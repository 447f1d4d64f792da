import { Progress, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { EvidenceView } from '#contracts';
import { CommandForm } from '../request/command-form.js';
import { useDraft } from '../request/use-draft.js';
import { Dialog } from '../ui/dialog.js';
import { useWords } from '../words/use-words.js';
import { EvidenceFile, faultOf } from './evidence-file.js';
import { useUpload } from './use-upload.js';

/** Brings a new version of an item's file; the earlier ones stay. */
export function ReplaceEvidence({ item, onClose }: { item: EvidenceView; onClose: () => void }) {
  const say = useWords();
  const [seen] = useState(item.version);
  const [file, setFile] = useState<File | null>(null);
  const { values, change, clear } = useDraft(`replace:${item.id}`, { reason: '' });
  const sending = useUpload(() => {
    clear();
    onClose();
    return 'evidence.replaced';
  });
  const isReady = file !== null && !faultOf(file) && values.reason.trim() !== '';
  return (
    <Dialog title={say('evidence.replace')} onClose={onClose}>
      <CommandForm
        command={{ ...sending, conflict: null, acceptCurrent: () => undefined }}
        submitWord={say('evidence.replace')}
        isReady={isReady}
        onCancel={onClose}
        onSubmit={() =>
          file &&
          sending.run({ file, fields: { reason: values.reason }, replaces: { id: item.id, version: seen } })
        }
      >
        <p className="soft">{say('evidence.replace-hint')}</p>
        <EvidenceFile file={file} onFile={setFile} />
        <Textarea
          label={say('propose.reason')}
          required
          value={values.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
        {sending.isRunning && (
          <Progress value={sending.progress * 100} aria-label={say('evidence.sending')} size="lg" animated />
        )}
      </CommandForm>
    </Dialog>
  );
}
