import type { EmergencyAccessView } from '#contracts';
import { ReasonDialog } from '../request/reason-dialog.js';
import { useWords } from '../words/use-words.js';

/** Ends access before its time, or takes a request back. */
export function EndDialog({ access, onClose }: { access: EmergencyAccessView; onClose: () => void }) {
  const say = useWords();
  return (
    <ReasonDialog
      name="emergency-access.end"
      target={access}
      title={say(access.state === 'requested' ? 'emergency.take-back' : 'emergency.end')}
      isOptional
      inputOf={(reason) => ({ reason: reason || null })}
      onClose={onClose}
    />
  );
}
