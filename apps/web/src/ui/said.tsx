import { IconEyeOff } from '@tabler/icons-react';
import { redactedText } from '#contracts';
import { useWords } from '../words/use-words.js';
import { Mark } from './mark.js';

/** What somebody said, or the mark that it was redacted. */
export function Said({ text }: { text: string }) {
  const say = useWords();
  if (text !== redactedText) return <>{text}</>;
  return (
    <Mark tone="idle" icon={<IconEyeOff size={13} aria-hidden />}>
      {say('redaction.redacted')}
    </Mark>
  );
}
