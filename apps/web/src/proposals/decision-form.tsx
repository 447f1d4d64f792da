import { Textarea } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ProposalView } from '#contracts';
import { OnWhoseBehalf } from '../delegations/on-whose-behalf.js';
import { CommandFault } from '../request/command-fault.js';
import { useCommand } from '../request/use-command.js';
import { useDraft } from '../request/use-draft.js';
import { GuardedButton } from '../ui/guarded-button.js';
import { Panel } from '../ui/panel.js';
import { useWords, wordOf } from '../words/use-words.js';
import { useDecisionGate } from './use-decision-gate.js';
import { WhyOff } from './why-off.js';
import css from './proposals.module.css';

/** Approve, return or reject, with what the decider has to say. On a verification, with what was tested. */
export function DecisionForm({ proposal }: { proposal: ProposalView }) {
  const say = useWords();
  const gateOf = useDecisionGate(proposal);
  const [missing, setMissing] = useState<keyof Said | null>(null);
  const { values, change, clear } = useDraft(`decide:${proposal.id}`, { reason: '', tested: '' });
  const isVerification = proposal.change.transition === 'verify';
  const manner = isVerification ? 'verify' : 'decide';

  const done = (outcome: string) => () => {
    clear();
    return wordOf('decided', outcome);
  };
  const approve = useCommand('proposal.approve', proposal, done('approved'));
  const reject = useCommand('proposal.reject', proposal, done('rejected'));
  const giveBack = useCommand('proposal.return', proposal, done('returned'));
  const inTrouble = [approve, reject, giveBack].find(({ error }) => error);
  const isBusy = [approve, reject, giveBack].some(({ isRunning }) => isRunning);

  const reason = values.reason.trim();
  const tested = values.tested.trim();
  const decide = (needs: readonly (keyof Said)[], run: () => void) => {
    const lacks = needs.find((part) => !values[part].trim()) ?? null;
    setMissing(lacks);
    if (!lacks && !isBusy) run();
  };
  const acceptCurrent = () => [approve, reject, giveBack].forEach((command) => command.acceptCurrent());
  const gate = gateOf('proposal.approve');
  if (!gate.isShown) return null;
  return (
    <Panel title={say(wordOf('decision', manner))}>
      <div className={css.form}>
        {!gate.refusal && <OnWhoseBehalf lenderId={gate.lenderId} />}
        {gate.refusal ? (
          <WhyOff refusal={gate.refusal} about={gate.about} />
        ) : (
          <Words isVerification={isVerification} missing={missing} values={values} onChange={change} />
        )}
        {inTrouble && <CommandFault command={{ ...inTrouble, acceptCurrent }} />}
        <div className={css.buttons}>
          <GuardedButton
            gate={gate}
            leftSection={<IconCheck size={17} />}
            loading={approve.isRunning}
            onClick={() =>
              decide(isVerification ? ['tested'] : [], () =>
                approve.run({ reason: reason || null, tested: tested || null }),
              )
            }
          >
            {say(wordOf(manner, 'approve'))}
          </GuardedButton>
          <GuardedButton
            gate={gateOf('proposal.return')}
            variant="default"
            leftSection={<IconArrowBackUp size={17} className="flips" />}
            loading={giveBack.isRunning}
            onClick={() => decide(['reason'], () => giveBack.run({ reason }))}
          >
            {say('decide.return')}
          </GuardedButton>
          <GuardedButton
            gate={gateOf('proposal.reject')}
            variant="outline"
            color="red"
            leftSection={<IconX size={17} />}
            loading={reject.isRunning}
            onClick={() =>
              decide(isVerification ? ['tested', 'reason'] : ['reason'], () =>
                reject.run({ reason, tested: tested || null }),
              )
            }
          >
            {say(wordOf(manner, 'reject'))}
          </GuardedButton>
        </div>
      </div>
    </Panel>
  );
}

type Said = { reason: string; tested: string };
interface WordsProps {
  isVerification: boolean;
  missing: keyof Said | null;
  values: Said;
  onChange: (part: Partial<Said>) => void;
}

/** What the decider has to say; on a verification, what was tested. */
function Words({ isVerification, missing, values, onChange }: WordsProps) {
  const say = useWords();
  return (
    <>
      {isVerification && (
        <Textarea
          label={say('decision.tested')}
          description={say('decision.tested-hint')}
          required
          error={missing === 'tested' ? say('form.needed') : undefined}
          value={values.tested}
          onChange={(event) => onChange({ tested: event.currentTarget.value })}
        />
      )}
      <Textarea
        label={say('decision.reason')}
        description={say('decision.reason-hint')}
        error={missing === 'reason' ? say('form.needed') : undefined}
        value={values.reason}
        onChange={(event) => onChange({ reason: event.currentTarget.value })}
      />
    </>
  );
}
