import { IconInbox } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import css from './states.module.css';

interface Props {
  title: string;
  /** What one may do about it, or what will come here. */
  hint?: string;
  icon?: ReactNode;
  children?: ReactNode;
}

/** Nothing to show, and why that may be. */
export function Empty({ title, hint, icon, children }: Props) {
  return (
    <div className={css.empty}>
      <span className={css.emptyIcon} aria-hidden>
        {icon ?? <IconInbox size={22} />}
      </span>
      <p className={css.emptyTitle}>{title}</p>
      {hint && <p>{hint}</p>}
      {children}
    </div>
  );
}
