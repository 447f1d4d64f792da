import { Panel } from '../ui/panel.js';
import { useWords } from '../words/use-words.js';
import { CheckpointMailSwitch } from './checkpoint-mail.js';

/** The newest signed checkpoint, and the daily mail that brings it. */
export function CheckpointPanel({ isMailOff }: { isMailOff: boolean }) {
  const say = useWords();
  return (
    <Panel title={say('checkpoint.title')}>
      <p>{say('checkpoint.hint')}</p>
      <CheckpointMailSwitch isMailOff={isMailOff} />
    </Panel>
  );
}
