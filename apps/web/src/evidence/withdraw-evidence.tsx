import type { EvidenceView } from '#contracts';
import { ReasonDialog } from '../request/reason-dialog.js';
import { useWords } from '../words/use-words.js';

/** Takes an item of evidence back; what it was stays in the history. */
export function WithdrawEvidence({ item, onClose }: { item: EvidenceView; onClose: () => void }) {
  const say = useWords();
  return (
    <ReasonDialog
      name="evidence.withdraw"
      target={item}
      title={say('evidence.withdraw')}
      hint={say('evidence.withdraw-hint')}
      inputOf={(reason) => ({ reason })}
      onClose={onClose}
    />
  );
}
