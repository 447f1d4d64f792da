import { Button } from '@mantine/core';
import { useState } from 'react';
import type { EmergencyAccessView } from '#contracts';
import { useAnswer } from '../request/ask.js';
import { ReasonDialog } from '../request/reason-dialog.js';
import { useGate } from '../session/use-gate.js';
import { useMe } from '../session/use-me.js';
import { GuardedButton } from '../ui/guarded-button.js';
import { Mark } from '../ui/mark.js';
import { Said } from '../ui/said.js';
import { Scope } from '../ui/scope.js';
import type { Tone } from '../ui/tones.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import { EndDialog } from './end-dialog.js';
import css from './emergency.module.css';
import { TimeLeft } from './time-left.js';
import { Uses } from './uses.js';

type Access = { access: EmergencyAccessView };

/** How access stands; what was approved and has run out is over. */
const standingOf = ({ state, isRunning }: EmergencyAccessView) =>
  state === 'approved' ? (isRunning ? 'running' : 'over') : state;
const tones: Record<ReturnType<typeof standingOf>, Tone> = {
  requested: 'waiting',
  running: 'bad',
  over: 'idle',
  refused: 'idle',
  ended: 'idle',
};

/** One request with what came of it, and what was opened under it. */
export function AccessRow({ access }: Access) {
  const say = useWords();
  const dates = useDates();
  const [isTelling, setTelling] = useState(false);
  const standing = standingOf(access);
  return (
    <li className={`${css.row} ${access.isRunning ? css.isRunning : ''}`}>
      <p>
        <Mark tone={tones[standing]}>{say(wordOf('emergency-standing', standing))}</Mark>{' '}
        {say('emergency.told', {
          name: access.requestedBy.name,
          hours: access.hours,
          date: dates.time(access.createdAt),
        })}{' '}
        <strong>
          <Scope scopeType={access.scopeType} scopeName={access.scopeName} />
        </strong>
      </p>
      <p className="prose" dir="auto">
        <Said text={access.reason} />
      </p>
      {access.decidedBy && (
        <p className="soft">
          {say(access.state === 'refused' ? 'emergency.refused-by' : 'emergency.approved-by', {
            name: access.decidedBy.name,
          })}{' '}
          {access.startsAt && access.endsAt && (
            <>
              {dates.time(access.startsAt)} – {dates.time(access.endedAt ?? access.endsAt)}
            </>
          )}{' '}
          {access.isRunning && <TimeLeft access={access} />}
        </p>
      )}
      <Acts access={access} />
      {access.startsAt && (
        <div>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-expanded={isTelling}
            onClick={() => setTelling(!isTelling)}
          >
            {say('emergency.uses', { count: access.useCount })}
          </Button>
          {isTelling && <Uses accessId={access.id} />}
        </div>
      )}
    </li>
  );
}

function Acts({ access }: Access) {
  const say = useWords();
  const gateOf = useGate();
  const { person } = useMe();
  const isOfOne = access.scopeType === 'recommendation' && access.scopeName !== null;
  const { data } = useAnswer('getRecommendation', { id: access.scopeId ?? '' }, isOfOne);
  const [doing, setDoing] = useState<'approve' | 'refuse' | 'end' | null>(null);
  const close = () => setDoing(null);
  const facts = { 'emergency-access': access, ...(data && { recommendation: data }) };
  const isWaiting = access.state === 'requested';
  if (!isWaiting && !access.isRunning) return null;
  const end = gateOf({ name: 'emergency-access.end' }, facts);
  return (
    <div className={css.acts}>
      {isWaiting && (
        <>
          <GuardedButton
            size="xs"
            color="red"
            gate={gateOf({ name: 'emergency-access.approve' }, facts)}
            onClick={() => setDoing('approve')}
          >
            {say('emergency.approve')}
          </GuardedButton>
          <GuardedButton
            size="xs"
            variant="default"
            gate={gateOf({ name: 'emergency-access.refuse' }, facts)}
            onClick={() => setDoing('refuse')}
          >
            {say('emergency.refuse')}
          </GuardedButton>
        </>
      )}
      {(!isWaiting || access.requestedById === person.id) && (
        <GuardedButton size="xs" variant="default" gate={end} onClick={() => setDoing('end')}>
          {say(isWaiting ? 'emergency.take-back' : 'emergency.end')}
        </GuardedButton>
      )}
      {doing === 'approve' && (
        <ReasonDialog
          name="emergency-access.approve"
          target={access}
          title={say('emergency.approve')}
          hint={say('emergency.approve-hint', { name: access.requestedBy.name, hours: access.hours })}
          isOptional
          inputOf={(reason) => ({ reason: reason || null })}
          onClose={close}
        />
      )}
      {doing === 'refuse' && (
        <ReasonDialog
          name="emergency-access.refuse"
          target={access}
          title={say('emergency.refuse')}
          inputOf={(reason) => ({ reason })}
          onClose={close}
        />
      )}
      {doing === 'end' && <EndDialog access={access} onClose={close} />}
    </div>
  );
}
