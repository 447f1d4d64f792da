import { IconHistory } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMe } from '../session/use-me.js';
import { Empty } from '../ui/empty.js';
import { Page } from '../ui/page.js';
import { useDates } from '../words/use-dates.js';
import { useWords } from '../words/use-words.js';
import { useAsOf } from './use-as-of.js';

/** The page, unless one looks at a time before the installation was founded. */
export function OnceThere({ children }: { children: ReactNode }) {
  const say = useWords();
  const dates = useDates();
  const asOf = useAsOf();
  const { foundedAt } = useMe().installation;
  if (!asOf || Date.parse(asOf) >= Date.parse(foundedAt)) return children;
  return (
    <Page title={say('past.nothing')}>
      <Empty
        title={say('past.nothing')}
        hint={say('past.before-all', { time: dates.time(foundedAt) })}
        icon={<IconHistory size={22} />}
      />
    </Page>
  );
}
