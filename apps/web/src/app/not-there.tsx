import { Button } from '@mantine/core';
import { IconLock, IconMapPinOff } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { useLossOf } from '../live/lost.js';
import { hasCode } from '../request/problem-error.js';
import { Empty } from '../ui/empty.js';
import { Failure } from '../ui/failure.js';
import { Page } from '../ui/page.js';
import { useWords, wordOf } from '../words/use-words.js';

interface Props {
  error?: unknown;
  again?: () => void;
}

const idInPath = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/**
 * A page that is not there, or not for this person: the two look the same, as the API answers them. Whoever had it open
 * when it was taken from them is told why.
 */
export function NotThere({ error, again }: Props) {
  const say = useWords();
  const isMissing = !error || hasCode(error, 'not-found') || hasCode(error, 'invalid-input');
  const loss = useLossOf(idInPath.exec(useLocation().pathname)?.[0]);
  if (!isMissing) return <Failure error={error} again={again} />;
  if (loss)
    return (
      <Page title={say('not-there.lost')}>
        <Empty
          title={say(wordOf('rights', loss))}
          hint={say('not-there.lost-hint')}
          icon={<IconLock size={22} />}
        >
          <Button component={Link} to="/" variant="default">
            {say('not-there.home')}
          </Button>
        </Empty>
      </Page>
    );
  return (
    <Page title={say('not-there.title')}>
      <Empty title={say('not-there.what')} hint={say('not-there.hint')} icon={<IconMapPinOff size={22} />}>
        <Button component={Link} to="/" variant="default">
          {say('not-there.home')}
        </Button>
      </Empty>
    </Page>
  );
}
