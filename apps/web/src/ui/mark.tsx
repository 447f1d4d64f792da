import type { ReactNode } from 'react';
import css from './marks.module.css';
import type { Tone } from './tones.js';

interface Props {
  tone: Tone;
  icon?: ReactNode;
  wraps?: boolean;
  children: ReactNode;
}

/** A short word in the tone of what it says. */
export function Mark({ tone, icon, wraps, children }: Props) {
  return (
    <span className={`${css.mark} ${css[tone]} ${wraps ? css.wraps : ''}`}>
      {icon}
      <span>{children}</span>
    </span>
  );
}
/** A code or symbol, kept apart from the direction of the text around it. */
export const Code = ({ children }: { children: ReactNode }) => (
  <bdi dir="ltr" className={css.code}>
    {children}
  </bdi>
);
