import type { ReactNode } from 'react';
import marks from './marks.module.css';
import css from './bars.module.css';
import type { Tone } from './tones.js';

export interface Bar {
  key: string;
  label: string;
  count: number;
  tone: Tone;
  /** Draws the row as a link around its content. */
  link: (className: string, content: ReactNode) => ReactNode;
}

/** Counts beside each other as bars with their numbers, each a way to the rows behind it. */
export function Bars({ bars }: { bars: Bar[] }) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <ul className={css.bars}>
      {bars.map(({ key, label, count, tone, link }) => (
        <li key={key}>
          {link(
            css.bar ?? '',
            <>
              <span>{label}</span>
              <span className={css.rail} aria-hidden>
                <span
                  className={`${css.fill} ${marks[tone]}`}
                  style={{ inlineSize: `${(count / most) * 100}%` }}
                />
              </span>
              <span className={css.number}>{count}</span>
            </>,
          )}
        </li>
      ))}
    </ul>
  );
}
