import { Button } from '@mantine/core';
import { IconArrowNarrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { DelegationView } from '#contracts';
import { isDelegationRunning } from '#workflow';
import { ReasonDialog } from '../request/reason-dialog.js';
import { useGate } from '../session/use-gate.js';
import { Mark } from '../ui/mark.js';
import { Person } from '../ui/person.js';
import { useDates } from '../words/use-dates.js';
import { Scope } from '../ui/scope.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './delegations.module.css';

/** Whether a delegation runs, is still to come, or is over. */
function standingOf(delegation: DelegationView, now: string): 'running' | 'coming' | 'ended' {
  if (isDelegationRunning(delegation, now)) return 'running';
  return delegation.endedAt === null && delegation.startsAt > now ? 'coming' : 'ended';
}

const tones = { running: 'good', coming: 'waiting', ended: 'idle' } as const;

/** Who decides what on whose behalf, where, and for how long. */
export function DelegationRow({ delegation }: { delegation: DelegationView }) {
  const say = useWords();
  const dates = useDates();
  const [isEnding, setEnding] = useState(false);
  const gate = useGate()({ name: 'delegation.end' }, { delegation });
  const { from, to, deeds, scopeType, scopeName, startsAt, endsAt, endedAt, reason } = delegation;
  const standing = standingOf(delegation, new Date().toISOString());
  return (
    <li className={css.row}>
      <div>
        <div className={css.people}>
          <Person name={from.name} />
          <IconArrowNarrowRight size={17} className="flips" aria-label={say('delegation.to')} />
          <Person name={to.name} />
          <Mark tone={tones[standing]}>{say(wordOf('delegation-time', standing))}</Mark>
        </div>
        <p>
          {deeds.map((deed) => say(wordOf('command', deed))).join(' · ')}{' '}
          <span className="soft">
            <Scope scopeType={scopeType} scopeName={scopeName} />
          </span>
        </p>
        <p className="soft small">
          {say('delegation.span', { from: dates.time(startsAt), until: dates.time(endedAt ?? endsAt) })}
        </p>
        <p className="small" dir="auto">
          {reason}
        </p>
      </div>
      {standing !== 'ended' && gate.isShown && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          disabled={gate.refusal !== null}
          onClick={() => setEnding(true)}
        >
          {say('delegation.end')}
        </Button>
      )}
      {isEnding && (
        <ReasonDialog
          name="delegation.end"
          target={delegation}
          title={say('delegation.end')}
          hint={say('delegation.end-hint')}
          inputOf={(words) => ({ reason: words })}
          onClose={() => setEnding(false)}
        />
      )}
    </li>
  );
}
