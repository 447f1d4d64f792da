import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import type { RecommendationView } from '#contracts';
import { transitions, type TransitionId } from '#workflow';
import { intentOf, isAtOnce } from '../recommendations/intent-of.js';
import { useGate, type Gate } from '../session/use-gate.js';
import { useReason } from '../words/use-fault.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './proposals.module.css';

export interface Choice {
  id: TransitionId;
  gate: Gate;
}

/** The transitions that this person may ever ask for here, each usable or off with its reason. */
export function useChoices(recommendation: RecommendationView, openTransitions: readonly string[]): Choice[] {
  const gateOf = useGate();
  return transitions
    .map(({ id }): Choice => {
      const gate = gateOf(intentOf(id), { recommendation });
      const isOpenAlready = gate.isShown && !gate.refusal && openTransitions.includes(id);
      return {
        id,
        gate: isOpenAlready ? { isShown: true, refusal: { code: 'proposal-open-already' } } : gate,
      };
    })
    .filter(({ gate }) => gate.isShown);
}

interface Props {
  choices: Choice[];
  onChoose: (id: TransitionId) => void;
}

/** Which step to take: those that can be taken, then those that cannot now, with the reason. */
export function ChangeChoice({ choices, onChoose }: Props) {
  const say = useWords();
  const reason = useReason();
  const usable = choices.filter(({ gate }) => !gate.refusal);
  const off = choices.filter(({ gate }) => gate.refusal);
  return (
    <div className={css.form}>
      <ul className={css.choices} aria-label={say('propose.which')}>
        {usable.map(({ id }, place) => (
          <li key={id}>
            <UnstyledButton
              className={css.choice}
              data-autofocus={place === 0 || undefined}
              onClick={() => onChoose(id)}
            >
              <span>
                <span className={css.choiceName}>{say(wordOf('transition', id))}</span>
                <span className="soft small">
                  {say(isAtOnce(id) ? 'propose.at-once' : 'propose.needs-decision')}
                </span>
              </span>
              <IconChevronRight size={18} className="flips" aria-hidden />
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {off.length > 0 && (
        <details>
          <summary className="soft small">{say('propose.not-now', { count: off.length })}</summary>
          <dl className={css.off}>
            {off.map(({ id, gate }) => (
              <div key={id}>
                <dt>{say(wordOf('transition', id))}</dt>
                <dd className="soft small">{gate.refusal && reason(gate.refusal)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </div>
  );
}
