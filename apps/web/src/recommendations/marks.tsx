import { IconAlertTriangle, IconCircleCheck, IconHelpCircle, IconLock } from '@tabler/icons-react';
import type { Axis, Confidentiality, Criticality, DueDate } from '#contracts';
import { Mark } from '../ui/mark.js';
import { toneOf } from '../ui/tones.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';

/** Where an axis stands. */
export function AxisMark({ axis, state }: { axis: Axis; state: string }) {
  const say = useWords();
  return <Mark tone={toneOf(state)}>{say(wordOf('state', axis, state))}</Mark>;
}

export function CriticalityMark({ criticality }: { criticality: Criticality | null }) {
  const say = useWords();
  if (!criticality) return <Mark tone="waiting">{say('criticality.none')}</Mark>;
  return <Mark tone={toneOf(criticality)}>{say(wordOf('criticality', criticality))}</Mark>;
}

/** Shown only where reading is narrower or wider than usual. */
export function ConfidentialityMark({ confidentiality }: { confidentiality: Confidentiality }) {
  const say = useWords();
  const icon = confidentiality === 'confidential' ? <IconLock size={13} aria-hidden /> : undefined;
  return (
    <Mark tone={toneOf(confidentiality)} icon={icon}>
      {say(wordOf('confidentiality', confidentiality))}
    </Mark>
  );
}

/** Whether the wording was checked against the source; what was not is plainly shown as unverified. */
export function SourceMark({ isVerified }: { isVerified: boolean }) {
  const say = useWords();
  return isVerified ? (
    <Mark tone="good" icon={<IconCircleCheck size={14} aria-hidden />}>
      {say('source.verified')}
    </Mark>
  ) : (
    <Mark tone="waiting" icon={<IconHelpCircle size={14} aria-hidden />}>
      {say('source.unverified')}
    </Mark>
  );
}

interface DueProps {
  date: string | null;
  precision: DueDate['precision'] | null;
  isOverdue: boolean;
}

/** A due date, as precisely as it was set; overdue in words, not by colour alone. */
export function Due({ date, precision, isOverdue }: DueProps) {
  const say = useWords();
  const dates = useDates();
  if (!date) return <span className="soft">{say('due.none')}</span>;
  const text = dates.day(date, precision ?? 'day');
  if (!isOverdue) return <span>{text}</span>;
  return (
    <Mark tone="bad" icon={<IconAlertTriangle size={13} aria-hidden />}>
      {say('due.overdue', { date: text })}
    </Mark>
  );
}
