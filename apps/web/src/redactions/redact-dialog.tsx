import { Checkbox, Select, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { legalBases, type CommandRequest, type HistoryEntry } from '#contracts';
import { CommandForm } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { Dialog } from '../ui/dialog.js';
import { useWords, wordOf } from '../words/use-words.js';
import { placeOf, saidAt } from './places.js';

interface Props {
  entry: HistoryEntry;
  recommendationId: string;
  onClose: () => void;
}

type LegalBasis = CommandRequest<'redaction.request'>['legalBasis'];

/** Asks that words of one entry be taken out of the record; a second manager decides. */
export function RedactDialog({ entry, recommendationId, onClose }: Props) {
  const say = useWords();
  const [paths, setPaths] = useState<string[]>(entry.held.length === 1 ? entry.held : []);
  const [legalBasis, setLegalBasis] = useState<LegalBasis | null>(null);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const command = useCommand('redaction.request', {}, onClose);
  const submit = () => {
    setTried(true);
    if (paths.length === 0 || !legalBasis || !reason.trim()) return;
    const targets = paths.map((path) => ({ entryId: entry.id, path }));
    command.run({ recommendationId, targets, legalBasis, reason: reason.trim() });
  };
  const needed = (isGiven: boolean) => (isTried && !isGiven ? say('form.needed') : undefined);
  return (
    <Dialog title={say('redaction.ask')} onClose={onClose}>
      <CommandForm command={command} submitWord={say('redaction.ask')} onSubmit={submit} onCancel={onClose}>
        <p className="soft">{say('redaction.hint')}</p>
        <Checkbox.Group
          label={say('redaction.places')}
          required
          value={paths}
          onChange={setPaths}
          error={needed(paths.length > 0)}
        >
          <Stack gap="xs" mt={4}>
            {entry.held.map((path) => (
              <Checkbox
                key={path}
                value={path}
                label={say(wordOf('field', placeOf(path)))}
                description={<bdi>{saidAt(entry.body, path)}</bdi>}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Select
          label={say('redaction.legal-basis')}
          required
          value={legalBasis}
          onChange={(value) => setLegalBasis(value)}
          data={legalBases.map((value) => ({ value, label: say(wordOf('legalBasis', value)) }))}
          error={needed(legalBasis !== null)}
        />
        <Textarea
          label={say('propose.reason')}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={needed(Boolean(reason.trim()))}
        />
      </CommandForm>
    </Dialog>
  );
}
