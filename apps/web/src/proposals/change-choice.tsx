import { Radio, Stack } from '@mantine/core';
import type { RecommendationView } from '#contracts';
import { transitions, type TransitionId } from '#workflow';
import { intentOf, isAtOnce } from '../recommendations/intent-of.js';
import { useGate, type Gate } from '../session/use-gate.js';
import { useReason } from '../words/use-fault.js';
import { useWords, wordOf } from '../words/use-words.js';

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
  chosen: TransitionId | null;
  onChoose: (id: TransitionId) => void;
}

/** Which change to ask for: those that can be, then those that cannot now, with the reason. */
export function ChangeChoice({ choices, chosen, onChoose }: Props) {
  const say = useWords();
  const reason = useReason();
  const usable = choices.filter(({ gate }) => !gate.refusal);
  const off = choices.filter(({ gate }) => gate.refusal);
  const hint = (id: TransitionId) => say(isAtOnce(id) ? 'propose.at-once' : 'propose.needs-decision');
  return (
    <>
      <Radio.Group
        label={say('propose.which')}
        value={chosen ?? ''}
        onChange={(id) => onChoose(id as TransitionId)}
      >
        <Stack gap="sm" mt="xs">
          {usable.map(({ id }) => (
            <Radio key={id} value={id} label={say(wordOf('transition', id))} description={hint(id)} />
          ))}
        </Stack>
      </Radio.Group>
      {off.length > 0 && (
        <details>
          <summary className="soft small">{say('propose.not-now', { count: off.length })}</summary>
          <Stack gap="sm" mt="sm">
            {off.map(({ id, gate }) => (
              <Radio
                key={id}
                value={id}
                disabled
                checked={false}
                readOnly
                label={say(wordOf('transition', id))}
                description={gate.refusal ? reason(gate.refusal) : undefined}
              />
            ))}
          </Stack>
        </details>
      )}
    </>
  );
}
