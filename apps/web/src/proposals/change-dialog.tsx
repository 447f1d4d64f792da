import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ProposedTransition, RecommendationView } from '#contracts';
import type { TransitionId } from '#workflow';
import { AtOnceForm, type AtOnce } from '../recommendations/at-once-form.js';
import { isAtOnce } from '../recommendations/intent-of.js';
import { Dialog } from '../ui/dialog.js';
import { useWords, wordOf } from '../words/use-words.js';
import { ChangeChoice, useChoices } from './change-choice.js';
import { ProposeForm } from './propose-form.js';

interface Props {
  recommendation: RecommendationView;
  openTransitions: readonly string[];
  chosen: TransitionId | null;
  to?: string;
  onChoose: (id: TransitionId | null) => void;
  onClose: () => void;
}

/** Changes a recommendation's state: choose what to change, then say what it must carry. */
export function ChangeDialog({ recommendation, openTransitions, chosen, to, onChoose, onClose }: Props) {
  const say = useWords();
  const choices = useChoices(recommendation, openTransitions);
  const choice = choices.find(({ id, gate }) => id === chosen && !gate.refusal);
  if (!choice) {
    return (
      <Dialog title={say('propose.title')} onClose={onClose}>
        <ChangeChoice choices={choices} onChoose={onChoose} />
      </Dialog>
    );
  }
  return (
    <Dialog title={say(wordOf('transition', choice.id))} onClose={onClose}>
      <Button
        variant="subtle"
        size="compact-sm"
        mb="sm"
        leftSection={<IconArrowLeft size={15} className="flips" />}
        onClick={() => onChoose(null)}
      >
        {say('propose.other')}
      </Button>
      {isAtOnce(choice.id) ? (
        <AtOnceForm
          key={choice.id}
          transition={choice.id as AtOnce}
          recommendation={recommendation}
          onDone={onClose}
        />
      ) : (
        <ProposeForm
          key={choice.id}
          transition={choice.id as ProposedTransition}
          to={to}
          recommendation={recommendation}
          onDone={onClose}
        />
      )}
    </Dialog>
  );
}
