import { useEffect, type ReactNode } from 'react';
import css from './layout.module.css';

interface Props {
  title: string;
  /** Where the page stands, above its title. */
  crumbs?: ReactNode;
  lead?: ReactNode;
  /** Main controls of the page. */
  acts?: ReactNode;
  children: ReactNode;
}

/** A page: its title, which is also the document's, what one may do on it, and its content. */
export function Page({ title, crumbs, lead, acts, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Uphold`;
  }, [title]);
  return (
    <div className={css.page}>
      <header className={css.head}>
        <div className={css.headText}>
          {crumbs && <div className={css.crumbs}>{crumbs}</div>}
          <h1 className={css.title}>{title}</h1>
          {lead && <div className={css.lead}>{lead}</div>}
        </div>
        {acts && <div className={css.acts}>{acts}</div>}
      </header>
      {children}
    </div>
  );
}

/** A main column with a narrower one beside it, one below the other where there is little room. */
export const Columns = ({ children }: { children: ReactNode }) => (
  <div className={css.columns}>{children}</div>
);
/** As many equal columns as fit. */
export const Halves = ({ children }: { children: ReactNode }) => <div className={css.halves}>{children}</div>;
export const Stacked = ({ children }: { children: ReactNode }) => <div className={css.stack}>{children}</div>;
