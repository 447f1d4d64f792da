import { useId, type ReactNode } from 'react';
import css from './layout.module.css';

interface Props {
  title: ReactNode;
  count?: number | string;
  acts?: ReactNode;
  /** Rows that reach the panel's edges. */
  isFlush?: boolean;
  children: ReactNode;
}

/** A sheet of paper with a heading: one subject of a page. */
export function Panel({ title, count, acts, isFlush, children }: Props) {
  const heading = useId();
  return (
    <section className={css.panel} aria-labelledby={heading}>
      <header className={css.panelHead}>
        <h2 className={css.panelTitle}>
          <span id={heading}>{title}</span>
          {count !== undefined && <span className={css.count}>{count}</span>}
        </h2>
        {acts}
      </header>
      <div className={`${css.panelBody} ${isFlush ? css.flush : ''}`}>{children}</div>
    </section>
  );
}
