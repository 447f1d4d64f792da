import { Button } from '@mantine/core';
import { IconMapPinOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { hasCode } from '../request/problem-error.js';
import { Empty } from '../ui/empty.js';
import { Failure } from '../ui/failure.js';
import { Page } from '../ui/page.js';
import { useWords } from '../words/use-words.js';

interface Props {
  error?: unknown;
  again?: () => void;
}

/** A page that is not there, or not for this person: the two look the same, as the API answers them. */
export function NotThere({ error, again }: Props) {
  const say = useWords();
  const isMissing = !error || hasCode(error, 'not-found') || hasCode(error, 'invalid-input');
  if (!isMissing) return <Failure error={error} again={again} />;
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
