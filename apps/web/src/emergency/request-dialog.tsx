import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { emergencyHoursMax, scopeTypes, type ScopeType } from '#contracts';
import { ScopeField } from '../people/scope-field.js';
import { CommandForm, Pair } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { Dialog } from '../ui/dialog.js';
import { useWords, wordOf } from '../words/use-words.js';

const idIn = (text: string): string | null =>
  /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(text.toLowerCase())?.[0] ?? null;

/** Asks to read what one may not read otherwise: of what, for how long, and why. */
export function RequestDialog({ onClose }: { onClose: () => void }) {
  const say = useWords();
  const [scopeType, setScopeType] = useState<ScopeType>('review');
  const [scopeId, setScopeId] = useState<string | null>(null);
  const [hours, setHours] = useState<number>(2);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const command = useCommand('emergency-access.request', {}, onClose);
  const isWhole = scopeType === 'installation';
  const isReady = reason.trim() !== '' && (isWhole || scopeId !== null);
  const submit = () => {
    setTried(true);
    if (isReady) command.run({ scopeType, scopeId: isWhole ? null : scopeId, hours, reason: reason.trim() });
  };
  return (
    <Dialog title={say('emergency.ask')} onClose={onClose} size="md">
      <CommandForm command={command} submitWord={say('emergency.ask')} onSubmit={submit} onCancel={onClose}>
        <p className="soft">{say('emergency.ask-hint')}</p>
        <Pair>
          <Select
            label={say('grant.within')}
            allowDeselect={false}
            value={scopeType}
            onChange={(scope) => {
              if (!scope) return;
              setScopeType(scope);
              setScopeId(null);
            }}
            data={scopeTypes.map((scope) => ({ value: scope, label: say(wordOf('scope', scope)) }))}
          />
          <NumberInput
            label={say('field.hours')}
            required
            min={1}
            max={emergencyHoursMax}
            clampBehavior="strict"
            allowDecimal={false}
            value={hours}
            onChange={(value) => setHours(Number(value) || 1)}
          />
        </Pair>
        {scopeType === 'recommendation' ? (
          <TextInput
            label={say('emergency.address')}
            description={say('emergency.address-hint')}
            required
            dir="ltr"
            error={isTried && !scopeId ? say('form.needed') : undefined}
            onChange={(event) => setScopeId(idIn(event.currentTarget.value))}
          />
        ) : (
          <ScopeField scopeType={scopeType} value={scopeId} onChange={setScopeId} />
        )}
        <Textarea
          label={say('propose.reason')}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={isTried && !reason.trim() ? say('form.needed') : undefined}
        />
      </CommandForm>
    </Dialog>
  );
}
