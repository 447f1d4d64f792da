import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import marks from './marks.module.css';
import css from './states.module.css';
import type { Tone } from './tones.js';

interface Props {
  tone?: Tone;
  title?: ReactNode;
  icon?: ReactNode;
  /** Read out at once, for what came of something that the person just did. */
  isAlert?: boolean;
  children?: ReactNode;
}

/** Something to know before going on. */
export function Notice({ tone = 'waiting', title, icon, isAlert, children }: Props) {
  const drawn = icon ?? (tone === 'bad' ? <IconAlertTriangle size={18} /> : <IconInfoCircle size={18} />);
  return (
    <div className={`${css.notice} ${marks[tone]}`} role={isAlert ? 'alert' : undefined}>
      {drawn}
      <div className={css.noticeBody}>
        {title && <p className={css.noticeTitle}>{title}</p>}
        {children}
      </div>
    </div>
  );
}
