import { useState } from 'react';
import type { Invited, PersonState } from '#contracts';
import { Secret } from '../account/secret.js';
import { useRows } from '../request/ask.js';
import { useDoing } from '../request/use-doing.js';
import { useGate } from '../session/use-gate.js';
import { Dialog } from '../ui/dialog.js';
import { GuardedButton } from '../ui/guarded-button.js';
import { Mark } from '../ui/mark.js';
import { tell } from '../ui/tell.js';
import { useDates } from '../words/use-dates.js';
import { useWords } from '../words/use-words.js';

const touched = ['listPasswordLinks'] as const;

/** Invites a person to choose a password: by mail, or with a link to hand over. */
export function InviteButton({ person }: { person: PersonState }) {
  const say = useWords();
  const gate = useGate()({ name: 'person.deactivate' }, { person });
  const [shown, setShown] = useState<Invited | null>(null);
  const invite = useDoing('invite', touched);
  const revoke = useDoing('revokeInvitation', touched);
  const { rows } = useRows('listPasswordLinks', { personId: person.id });
  const running = rows.some(({ kind }) => kind === 'invitation');
  if (person.state !== 'active') return null;
  return (
    <>
      <GuardedButton
        gate={gate}
        size="xs"
        variant={person.passwordChanges === 0 ? 'filled' : 'default'}
        loading={invite.isPending}
        onClick={() =>
          invite.mutate(
            { id: person.id },
            {
              onSuccess: (invited) =>
                invited.token ? setShown(invited) : tell(say('invite.mailed', { name: person.name })),
            },
          )
        }
      >
        {say(running ? 'invite.again' : 'invite.go')}
      </GuardedButton>
      {running && (
        <GuardedButton
          gate={gate}
          size="xs"
          variant="subtle"
          color="red"
          loading={revoke.isPending}
          onClick={() => revoke.mutate({ id: person.id })}
        >
          {say('invite.revoke')}
        </GuardedButton>
      )}
      {shown && <HandOver invited={shown} onClose={() => setShown(null)} />}
    </>
  );
}

/** Whether somebody has yet to choose their first password, and until when they may. */
export function InvitationMark({ person }: { person: PersonState }) {
  const say = useWords();
  const dates = useDates();
  const { rows } = useRows('listPasswordLinks', { personId: person.id });
  const link = rows.find(({ kind }) => kind === 'invitation');
  if (!link) return person.passwordChanges === 0 ? <Mark tone="waiting">{say('invite.none')}</Mark> : null;
  return <Mark tone="waiting">{say('invite.until', { date: dates.time(link.expiresAt) })}</Mark>;
}

function HandOver({ invited, onClose }: { invited: Invited; onClose: () => void }) {
  const say = useWords();
  return (
    <Dialog title={say('invite.title')} onClose={onClose} size="md">
      <Secret
        value={`${window.location.origin}/invitation#${invited.token}`}
        hint={say('invite.hand-over', { name: invited.person.name })}
      />
    </Dialog>
  );
}
