import { Button } from '@mantine/core';
import { IconLogin2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { apiBase, routes, signOnFaults } from '#contracts';
import { askOptions } from '../request/ask.js';
import { Notice } from '../ui/notice.js';
import { useWords, wordOf } from '../words/use-words.js';

/** The way in by the provider of single sign-on, and why it came to nothing. Not there where there is none. */
export function SignOnButton() {
  const say = useWords();
  const { data } = useQuery({ ...askOptions('signOn'), staleTime: Infinity });
  const { pathname, searchStr } = useLocation();
  const search = new URLSearchParams(searchStr);
  const fault = signOnFaults.find((one) => one === search.get('sign-on'));
  search.delete('sign-on');
  const rest = search.toString();
  const to = `${pathname}${rest && `?${rest}`}`;
  return (
    <>
      {fault && (
        <Notice tone="bad" isAlert title={say('sign-on.failed')}>
          <p>{say(wordOf('sign-on-fault', fault))}</p>
        </Notice>
      )}
      {data?.name && (
        <Button
          component="a"
          variant="default"
          href={`${apiBase}${routes.signOnStart.path}?to=${encodeURIComponent(to)}`}
          leftSection={<IconLogin2 size={17} />}
        >
          {say('sign-on.go', { name: data.name })}
        </Button>
      )}
    </>
  );
}
