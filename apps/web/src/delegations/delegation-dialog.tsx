import { Checkbox, Select, TextInput } from '@mantine/core';
import { delegationDaysMax } from '#contracts';
import { ScopeField } from '../people/scope-field.js';
import { usePeople } from '../people/use-people.js';
import { CommandForm, Pair } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { useDraft } from '../request/use-draft.js';
import { useActor } from '../session/use-me.js';
import { DayInput } from '../ui/day-input.js';
import { Dialog } from '../ui/dialog.js';
import { Notice } from '../ui/notice.js';
import { useWords, wordOf } from '../words/use-words.js';
import { beginningOf, dayOf, endOf } from '../words/day-bounds.js';
import { lendableDeeds, lendableScopes, notLendable } from './lendable.js';

const dayMs = 86_400_000;

/** Lends decisions of one's own to another person, for a time. */
export function DelegationDialog({ onClose }: { onClose: () => void }) {
  const say = useWords();
  const actor = useActor();
  const people = usePeople();
  const scopes = lendableScopes(actor);
  const today = dayOf(new Date());
  const { values, change, clear } = useDraft('delegation', {
    toId: null as string | null,
    scopeType: scopes[0] ?? 'installation',
    scopeId: null as string | null,
    deeds: lendableDeeds(actor),
    from: today,
    until: dayOf(new Date(Date.now() + 14 * dayMs)),
    reason: '',
  });
  const command = useCommand('delegation.give', {}, () => {
    clear();
    onClose();
  });
  const { toId, scopeType, scopeId, deeds, from, until, reason } = values;
  const hasScope = scopeType === 'installation' || scopeId !== null;
  const tooMuch = hasScope ? notLendable(actor, deeds, { scopeType, scopeId }) : [];
  const isReady =
    toId !== null &&
    hasScope &&
    deeds.length > 0 &&
    tooMuch.length === 0 &&
    until >= from &&
    reason.trim() !== '';
  const submit = () =>
    toId &&
    command.run({
      toId,
      scopeType,
      scopeId,
      deeds,
      startsAt: from <= today ? null : beginningOf(from),
      endsAt: endOf(until),
      reason: reason.trim(),
    });
  return (
    <Dialog title={say('delegation.give')} onClose={onClose} size="md">
      <CommandForm
        command={command}
        submitWord={say('delegation.give')}
        isReady={isReady}
        onCancel={onClose}
        onSubmit={submit}
      >
        <Select
          label={say('field.toId')}
          required
          searchable
          data={people.options.filter(({ value }) => value !== actor.personId)}
          value={toId}
          onChange={(id) => change({ toId: id })}
        />
        <Checkbox.Group
          label={say('field.deeds')}
          value={deeds}
          onChange={(chosen) => change({ deeds: chosen })}
        >
          {lendableDeeds(actor).map((deed) => (
            <Checkbox key={deed} mt="xs" value={deed} label={say(wordOf('command', deed))} />
          ))}
        </Checkbox.Group>
        <Select
          label={say('grant.within')}
          allowDeselect={false}
          value={scopeType}
          onChange={(chosen) => chosen && change({ scopeType: chosen, scopeId: null })}
          data={scopes.map((scope) => ({ value: scope, label: say(wordOf('scope', scope)) }))}
        />
        <ScopeField scopeType={scopeType} value={scopeId} onChange={(id) => change({ scopeId: id })} />
        {tooMuch.length > 0 && <Notice>{say('delegation.not-held')}</Notice>}
        <Pair>
          <DayInput
            label={say('field.startsAt')}
            minDate={today}
            value={from}
            onChange={(day) => day && change({ from: day, until: until < day ? day : until })}
          />
          <DayInput
            label={say('field.endsAt')}
            minDate={from}
            maxDate={dayOf(new Date(Date.parse(from) + (delegationDaysMax - 1) * dayMs))}
            value={until}
            onChange={(day) => day && change({ until: day })}
          />
        </Pair>
        <TextInput
          label={say('propose.reason')}
          required
          value={reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
        <p className="soft small">{say('delegation.what-it-does')}</p>
      </CommandForm>
    </Dialog>
  );
}
