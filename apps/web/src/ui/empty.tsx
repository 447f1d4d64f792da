import { IconInbox } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import css from './states.module.css';

interface Props {
  title: string;
  /** What one may do about it, or what will come here. */
  hint?: string;
  icon?: ReactNode;
  /** On one line, where several stand below each other. */
  isSlim?: boolean;
  children?: ReactNode;
}

/** Nothing to show, and why that may be. */
export function Empty({ title, hint, icon, isSlim, children }: Props) {
  return (
    <div className={`${css.empty} ${isSlim ? css.slim : ''}`}>
      <span className={css.emptyIcon} aria-hidden>
        {icon ?? <IconInbox size={22} />}
      </span>
      <div>
        <p className={css.emptyTitle}>{title}</p>
        {hint && <p>{hint}</p>}
      </div>
      {children}
    </div>
  );
}
