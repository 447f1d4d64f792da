import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useDates } from '../words/use-dates.js';
import { useWords } from '../words/use-words.js';
import css from './past.module.css';
import { useAsOf, useGoToTime } from './use-as-of.js';

/** Above every page while one looks at the past: of when it is, that nothing can be done, and the way back. */
export function PastBanner() {
  const say = useWords();
  const dates = useDates();
  const asOf = useAsOf();
  const goTo = useGoToTime();
  if (!asOf) return null;
  return (
    <div className={css.banner} role="status">
      <IconHistory size={20} aria-hidden />
      <span className={css.bannerText}>
        <strong>{say('past.banner', { time: dates.time(asOf) })}</strong> {say('past.banner-hint')}
      </span>
      <Button size="xs" variant="white" onClick={() => goTo(undefined)}>
        {say('past.back')}
      </Button>
    </div>
  );
}
