import { useState } from 'react';
import type { ProposedTransition, RecommendationView } from '#contracts';
import { approvalsNeeded, deciderOf } from '#workflow';
import { CommandForm } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { useDraft } from '../request/use-draft.js';
import { useWords, wordOf } from '../words/use-words.js';
import { ChangeFields } from './change-fields.js';
import { changeOf, emptyDraft, missingIn } from './draft-change.js';

interface Props {
  transition: ProposedTransition;
  /** The state that was picked, where the transition leads to several. */
  to?: string;
  recommendation: RecommendationView;
  onDone: () => void;
}

/** Asks for a change of state, pinned to the version of the recommendation that the person sees. */
export function ProposeForm({ transition, to, recommendation, onDone }: Props) {
  const say = useWords();
  const [isTried, setTried] = useState(false);
  const { values, change, clear } = useDraft(`propose:${recommendation.id}:${transition}`, {
    ...emptyDraft,
    ...(to && transition === 'respond' && { to }),
    ownerId: recommendation.ownerId,
  });
  const command = useCommand('proposal.make', { version: recommendation.version }, () => {
    clear();
    onDone();
    return 'propose.done';
  });
  const submit = () => {
    setTried(true);
    if (missingIn(transition, values).length > 0) return;
    command.run({ recommendationId: recommendation.id, change: changeOf(transition, values) });
  };
  const decider = deciderOf(transition, recommendation);
  return (
    <CommandForm command={command} submitWord={say('propose.submit')} onSubmit={submit} onCancel={onDone}>
      <ChangeFields
        transition={transition}
        recommendation={recommendation}
        draft={values}
        onChange={change}
        isTried={isTried}
      />
      <p className="soft small">
        {say('propose.who-decides', {
          decider: say(wordOf('decider', decider)),
          count: approvalsNeeded(transition, recommendation),
        })}
      </p>
    </CommandForm>
  );
}
