import { IconUrgent } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useWords } from '../words/use-words.js';
import css from './integrity.module.css';
import { useOpenAlarms } from './use-checks.js';

/** Above every page, for those whom alarms concern, as long as one is open. */
export function AlarmBanner() {
  const say = useWords();
  const count = useOpenAlarms().length;
  if (count === 0) return null;
  return (
    <div className={css.banner} role="alert">
      <IconUrgent size={20} aria-hidden />
      <span>{say('alarm.banner', { count })}</span>
      <Link to="/integrity">{say('alarm.banner-open')}</Link>
    </div>
  );
}
