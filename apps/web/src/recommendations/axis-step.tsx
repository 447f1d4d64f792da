import { Tooltip, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TransitionId } from '#workflow';
import { useReason } from '../words/use-fault.js';
import { useWords, wordOf } from '../words/use-words.js';
import type { FourAxis } from '../ui/tones.js';
import type { Place, Step } from './steps.js';
import css from './axes-picture.module.css';

const looks: Record<Place, string | undefined> = {
  now: css.isNow,
  passed: css.isPassed,
  asked: css.isAsked,
  next: css.isNext,
  other: css.isOther,
};

interface Props {
  axis: FourAxis;
  step: Step;
  onPick: (transition: TransitionId, to: string) => void;
}

/** One state on the track of its axis; what may come next is a button for whoever may bring it about. */
export function AxisStep({ axis, step, onPick }: Props) {
  return (
    <li
      className={`${css.step} ${looks[step.place]}`}
      aria-current={step.place === 'now' ? 'step' : undefined}
    >
      <span className={css.dot} aria-hidden />
      <span>
        <StepWords axis={axis} step={step} onPick={onPick} />
      </span>
    </li>
  );
}

function StepWords({ axis, step: { state, place, transition, gate, proposalId }, onPick }: Props) {
  const say = useWords();
  const reason = useReason();
  const name = say(wordOf('state', axis, state));
  if (place === 'asked' && proposalId) {
    return (
      <>
        {name}{' '}
        <Link className={css.tag} to="/proposals/$id" params={{ id: proposalId }}>
          {say('axes.asked-link')}
        </Link>
      </>
    );
  }
  if (place !== 'next' || !transition) return name;
  const whose = whoseWord(say, transition);
  if (gate?.isShown && !gate.refusal) {
    return (
      <Tooltip label={whose}>
        <button type="button" className={css.go} onClick={() => onPick(transition.id, state)}>
          <VisuallyHidden>{say(wordOf('transition', transition.id))}: </VisuallyHidden>
          {name}
        </button>
      </Tooltip>
    );
  }
  const why = gate?.isShown && gate.refusal ? reason(gate.refusal) : whose;
  return (
    <>
      {name}
      <VisuallyHidden>
        {' '}
        ({say('axes.isNext')}. {why})
      </VisuallyHidden>
    </>
  );
}

function whoseWord(
  say: ReturnType<typeof useWords>,
  { asks, decides }: NonNullable<Step['transition']>,
): string {
  const who = asks.map((role) => say(wordOf('role', role))).join(' / ');
  if (decides === 'nobody') return say('axes.at-once', { who });
  return say('axes.asked-by', { who, decider: say(wordOf('decider', decides)) });
}
