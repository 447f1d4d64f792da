import { Group } from '@mantine/core';
import { useState } from 'react';
import type { PersonState } from '#contracts';
import { ReasonDialog } from '../request/reason-dialog.js';
import { useGate } from '../session/use-gate.js';
import { GuardedButton } from '../ui/guarded-button.js';
import { Mark } from '../ui/mark.js';
import { Stacked } from '../ui/page.js';
import { Panel } from '../ui/panel.js';
import { toneOf } from '../ui/tones.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import { SessionsPanel } from '../account/sessions-panel.js';
import { TokensPanel } from '../account/tokens-panel.js';
import { GrantsPanel } from './grants-panel.js';
import { InvitationMark, InviteButton } from './invite-button.js';
import { PasswordDialog } from './password-dialog.js';
import { PersonDialog } from './person-dialog.js';
import css from './people.module.css';

/** One account: its details, its grants, and what keeps it in order. */
export function PersonPanel({ person }: { person: PersonState }) {
  const say = useWords();
  const dates = useDates();
  const gateOf = useGate();
  const [doing, setDoing] = useState<
    'change' | 'password' | 'deactivate' | 'reactivate' | 'reset-factors' | null
  >(null);
  const close = () => setDoing(null);
  const isActive = person.state === 'active';
  const toggle = isActive ? 'deactivate' : 'reactivate';
  return (
    <Stacked>
      <Panel title={person.name}>
        <div className={css.meta}>
          <Mark tone={toneOf(person.state)}>{say(wordOf('person-state', person.state))}</Mark>
          <InvitationMark person={person} />
          <bdi dir="ltr">{person.email}</bdi>
          <span>{say(wordOf('language', person.language))}</span>
          <span>{say('people.since', { date: dates.day(person.createdAt.slice(0, 10)) })}</span>
        </div>
        <Group gap="xs">
          <GuardedButton
            gate={gateOf({ name: 'person.change' }, { person })}
            size="xs"
            variant="default"
            onClick={() => setDoing('change')}
          >
            {say('people.change')}
          </GuardedButton>
          <InviteButton person={person} />
          <GuardedButton
            gate={gateOf({ name: 'person.set-password' }, { person })}
            size="xs"
            variant="default"
            onClick={() => setDoing('password')}
          >
            {say('people.set-password')}
          </GuardedButton>
          <GuardedButton
            gate={gateOf({ name: 'person.reset-factors' }, { person })}
            size="xs"
            variant="default"
            onClick={() => setDoing('reset-factors')}
          >
            {say('people.reset-factors')}
          </GuardedButton>
          <GuardedButton
            gate={gateOf({ name: `person.${toggle}` }, { person })}
            size="xs"
            variant="outline"
            color={isActive ? 'red' : 'pine'}
            onClick={() => setDoing(toggle)}
          >
            {say(wordOf('people', toggle))}
          </GuardedButton>
        </Group>
      </Panel>
      <GrantsPanel person={person} />
      <SessionsPanel personId={person.id} />
      <TokensPanel personId={person.id} />
      {doing === 'change' && <PersonDialog person={person} onClose={close} />}
      {doing === 'password' && <PasswordDialog person={person} onClose={close} />}
      {(doing === 'deactivate' || doing === 'reactivate' || doing === 'reset-factors') && (
        <ReasonDialog
          name={`person.${doing}`}
          target={person}
          title={say(wordOf('people', doing))}
          hint={say(wordOf('people', `${doing}-hint`))}
          inputOf={(reason) => ({ reason })}
          onClose={close}
        />
      )}
    </Stacked>
  );
}
