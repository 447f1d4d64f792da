import { IconAlertTriangle, IconCircleCheck, IconHelpCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import marks from '../ui/marks.module.css';
import type { Tone } from '../ui/tones.js';
import css from './verify.module.css';

type VerdictTone = Extract<Tone, 'good' | 'bad' | 'waiting'>;
const icons = { good: IconCircleCheck, bad: IconAlertTriangle, waiting: IconHelpCircle };

/** What came of it, in one sentence that nobody can miss. */
export function VerdictHead({ tone, title, lead }: { tone: VerdictTone; title: string; lead: string }) {
  const Drawn = icons[tone];
  return (
    <div className={`${css.verdict} ${marks[tone]}`}>
      <Drawn size={38} aria-hidden />
      <h2>{title}</h2>
      <p>{lead}</p>
    </div>
  );
}

/** One thing that is proved, not proved, or wrong. */
export function VerdictItem({ tone, children }: { tone: VerdictTone; children: ReactNode }) {
  const Drawn = icons[tone];
  return (
    <li className={css.item}>
      <Drawn size={18} aria-hidden />
      <div>{children}</div>
    </li>
  );
}

/** The verifier's own words, which are English: exact, and beside what the person's language says. */
export const Exactly = ({ words }: { words: string }) => (
  <bdi dir="ltr" lang="en" className={css.exact}>
    {words}
  </bdi>
);
