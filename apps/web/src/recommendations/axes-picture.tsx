import { VisuallyHidden } from '@mantine/core';
import type { ProposalView, RecommendationView } from '#contracts';
import type { TransitionId } from '#workflow';
import { useGate } from '../session/use-gate.js';
import marks from '../ui/marks.module.css';
import { fourAxes, toneOf, type FourAxis } from '../ui/tones.js';
import { useWords, wordOf } from '../words/use-words.js';
import { AxisStep } from './axis-step.js';
import { intentOf } from './intent-of.js';
import { stepsOf, type Step } from './steps.js';
import css from './axes-picture.module.css';

interface Props {
  recommendation: RecommendationView;
  openProposals: ProposalView[];
  onPick: (transition: TransitionId, to: string) => void;
}

/** The four axes as one picture: where each stands, what is asked for, and what may come next. */
export function AxesPicture({ recommendation, openProposals, onPick }: Props) {
  const gate = useGate();
  const say = useWords();
  const gateOf = (id: TransitionId) => gate(intentOf(id), { recommendation });
  return (
    <>
      <div className={css.picture}>
        {fourAxes.map((axis) => (
          <Track
            key={axis}
            axis={axis}
            now={recommendation[axis]}
            steps={stepsOf(axis, recommendation, openProposals, gateOf)}
            onPick={onPick}
          />
        ))}
      </div>
      <div className={css.legend} aria-hidden>
        {(['isNow', 'isAsked', 'isNext'] as const).map((place) => (
          <span key={place} className={`${css.step} ${css[place]} ${marks.moving}`}>
            <span className={css.dot} />
            {say(wordOf('axes', place))}
          </span>
        ))}
      </div>
    </>
  );
}

interface TrackProps {
  axis: FourAxis;
  now: string;
  steps: Step[];
  onPick: Props['onPick'];
}

function Track({ axis, now, steps, onPick }: TrackProps) {
  const say = useWords();
  const tone = marks[toneOf(now)];
  return (
    <section className={css.track}>
      <h3 className={css.axis}>{say(wordOf('axis', axis))}</h3>
      <p className={`${css.now} ${tone}`}>
        <VisuallyHidden>{say('axes.isNow')}: </VisuallyHidden>
        {say(wordOf('state', axis, now))}
      </p>
      <ol className={`${css.rail} ${tone}`}>
        {steps.map((step) => (
          <AxisStep key={step.state} axis={axis} step={step} onPick={onPick} />
        ))}
      </ol>
    </section>
  );
}
