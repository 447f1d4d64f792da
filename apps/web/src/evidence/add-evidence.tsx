import { Progress, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { confidentialities, type Confidentiality } from '#contracts';
import { CommandForm, Pair } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { useDraft } from '../request/use-draft.js';
import { DayInput } from '../ui/day-input.js';
import { useWords, wordOf } from '../words/use-words.js';
import { EvidenceFile, faultOf } from './evidence-file.js';
import { useUpload } from './use-upload.js';

const empty = {
  kind: 'file' as 'file' | 'link',
  title: '',
  url: '',
  effectiveFrom: null as string | null,
  effectiveTo: null as string | null,
  confidentiality: 'internal' as Confidentiality,
};
type EvidenceDraft = typeof empty;

interface Props {
  recommendationId: string;
  onDone: (evidenceId: string) => void;
  onCancel: () => void;
}

/** Adds an item of evidence, by file or by link. */
export function AddEvidence({ recommendationId, onDone, onCancel }: Props) {
  const say = useWords();
  const { values, change, clear } = useDraft(`evidence:${recommendationId}`, empty);
  const [file, setFile] = useState<File | null>(null);
  const [isTried, setTried] = useState(false);
  const done = ({ objectId }: { objectId: string }) => {
    clear();
    onDone(objectId);
    return 'evidence.added' as const;
  };
  const link = useCommand('evidence.add-link', {}, done);
  const sending = useUpload(done);
  const isFile = values.kind === 'file';
  const command = isFile
    ? { ...sending, conflict: null, acceptCurrent: () => undefined, isRunning: sending.isRunning }
    : link;

  const submit = () => {
    setTried(true);
    const { title, url, effectiveFrom, effectiveTo, confidentiality } = values;
    if (!title.trim()) return;
    const fields = { recommendationId, title, effectiveFrom, effectiveTo, confidentiality };
    if (!isFile) link.run({ ...fields, url });
    else if (file && !faultOf(file)) sending.run({ file, fields });
  };
  const take = (taken: File | null) => {
    setFile(taken);
    if (taken && !values.title) change({ title: taken.name.replace(/\.[^.]+$/, '') });
  };
  return (
    <CommandForm command={command} submitWord={say('evidence.add')} onSubmit={submit} onCancel={onCancel}>
      <SegmentedControl
        aria-label={say('evidence.kind')}
        value={values.kind}
        onChange={(kind) => change({ kind: kind })}
        data={(['file', 'link'] as const).map((kind) => ({
          value: kind,
          label: say(wordOf('evidence-kind', kind)),
        }))}
      />
      {isFile ? (
        <EvidenceFile file={file} onFile={take} error={isTried && !file ? say('form.needed') : undefined} />
      ) : (
        <TextInput
          label={say('field.url')}
          required
          type="url"
          dir="ltr"
          placeholder="https://"
          error={isTried && !URL.canParse(values.url) ? say('evidence.url-needed') : undefined}
          value={values.url}
          onChange={(event) => change({ url: event.currentTarget.value })}
        />
      )}
      <EvidenceDetails draft={values} onChange={change} isTried={isTried} />
      {sending.isRunning && (
        <Progress value={sending.progress * 100} aria-label={say('evidence.sending')} size="lg" animated />
      )}
    </CommandForm>
  );
}

interface DetailProps {
  draft: EvidenceDraft;
  onChange: (part: Partial<EvidenceDraft>) => void;
  isTried: boolean;
}

function EvidenceDetails({ draft, onChange, isTried }: DetailProps) {
  const say = useWords();
  return (
    <>
      <TextInput
        label={say('field.title')}
        required
        error={isTried && !draft.title.trim() ? say('form.needed') : undefined}
        value={draft.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <Pair>
        <DayInput
          label={say('field.effectiveFrom')}
          clearable
          value={draft.effectiveFrom}
          onChange={(effectiveFrom) => onChange({ effectiveFrom })}
        />
        <DayInput
          label={say('field.effectiveTo')}
          clearable
          minDate={draft.effectiveFrom ?? undefined}
          value={draft.effectiveTo}
          onChange={(effectiveTo) => onChange({ effectiveTo })}
        />
      </Pair>
      <Select
        label={say('field.confidentiality')}
        allowDeselect={false}
        value={draft.confidentiality}
        onChange={(confidentiality) => confidentiality && onChange({ confidentiality })}
        data={confidentialities.map((word) => ({ value: word, label: say(wordOf('confidentiality', word)) }))}
      />
    </>
  );
}
