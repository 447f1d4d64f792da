import { Button } from '@mantine/core';
import { IconCheck, IconHourglass, IconLock, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import type { ExplainedDeed } from '#contracts';
import { mayEver } from '#permissions';
import { useActor } from '../session/use-me.js';
import { Code, Mark } from '../ui/mark.js';
import type { Tone } from '../ui/tones.js';
import { useReason } from '../words/use-fault.js';
import { useList } from '../words/use-list.js';
import { useWords, wordOf } from '../words/use-words.js';
import { CapablePeople } from './capable-people.js';
import css from './permissions.module.css';
import type { ExplainedSubject } from './subject.js';
import { useDeedWords } from './use-deed-words.js';

type Refusal = NonNullable<ExplainedDeed['refusal']>;

const looks: Record<Refusal['step'], { tone: Tone; icon: typeof IconLock }> = {
  permission: { tone: 'idle', icon: IconLock },
  state: { tone: 'waiting', icon: IconHourglass },
  segregation: { tone: 'bad', icon: IconUsers },
};

interface Props {
  subject: ExplainedSubject;
  explained: ExplainedDeed;
  /** Whether it was asked about by name, so that all is told at once. */
  isAsked: boolean;
}

/** One deed: whether the person may, why not and what it would take, and who can. */
export function DeedRow({ subject, explained, isAsked }: Props) {
  const say = useWords();
  const deedWords = useDeedWords();
  const actor = useActor();
  const [isTelling, setTelling] = useState(false);
  const { deed, refusal, onBehalfOf } = explained;
  // Whom the API would tell nothing is not invited to ask.
  const mayAsk = mayEver(actor, 'read', 'reader') || mayEver(actor, 'grant.give', 'grant');
  return (
    <li className={`${css.one} ${isAsked ? css.isAsked : ''}`}>
      <div className={css.oneHead}>
        <strong>{deedWords(deed)}</strong>
        {(isAsked || refusal) && <Standing refusal={refusal} />}
        {mayAsk && (
          <Button
            className={css.who}
            size="compact-xs"
            variant="subtle"
            aria-expanded={isTelling}
            aria-label={say('permissions.who-what', { what: deedWords(deed) })}
            onClick={() => setTelling(!isTelling)}
          >
            {say('permissions.who')}
          </Button>
        )}
      </div>
      {onBehalfOf && (
        <p className="soft small">{say('delegation.on-behalf-of', { name: onBehalfOf.name })}</p>
      )}
      {refusal && <Why explained={explained} refusal={refusal} />}
      {isTelling && <CapablePeople subject={subject} deed={deed} />}
    </li>
  );
}

function Standing({ refusal }: { refusal: Refusal | null }) {
  const say = useWords();
  if (!refusal)
    return (
      <Mark tone="good" icon={<IconCheck size={14} aria-hidden />}>
        {say('permissions.may')}
      </Mark>
    );
  const { tone, icon: Drawn } = looks[refusal.step];
  return (
    <Mark tone={tone} icon={<Drawn size={14} aria-hidden />}>
      {say(wordOf('refusal-step', refusal.step))}
    </Mark>
  );
}

/** What turned it down, by which rule, and what it would take. */
function Why({ explained, refusal }: { explained: ExplainedDeed; refusal: Refusal }) {
  const say = useWords();
  const reason = useReason();
  const either = useList('disjunction');
  const { step, code, rule } = refusal;
  const roles = either(explained.roles.map((role) => say(wordOf('role', role))));
  return (
    <div className="small">
      <p>{reason({ code, ...(rule && { rule }) })}</p>
      <p className="soft">
        {explained.roles.length > 0
          ? say(wordOf('permissions.takes', step), { roles })
          : say('permissions.takes-nobody')}
      </p>
      <p className="soft">
        {say('permissions.rule')} <Code>{rule ?? code}</Code>
      </p>
    </div>
  );
}
