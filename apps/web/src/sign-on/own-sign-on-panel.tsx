import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { routes } from '#contracts';
import { useAnswer } from '../request/ask.js';
import { request } from '../request/request.js';
import { Panel } from '../ui/panel.js';
import { tellFault } from '../ui/tell.js';
import { useDates } from '../words/use-dates.js';
import { useFault } from '../words/use-fault.js';
import { useWords } from '../words/use-words.js';

/** Ties one's own account to who one is at the provider, or unties it. Not there where there is no single sign-on. */
export function OwnSignOnPanel() {
  const say = useWords();
  const dates = useDates();
  const fault = useFault();
  const cache = useQueryClient();
  const { data } = useAnswer('ownSignOn');
  const tellWhy = { onError: (error: Error) => tellFault(fault(error)) };
  const link = useMutation({
    mutationFn: () => request('POST', routes.linkSignOn.path, { view: routes.linkSignOn.answer }),
    onSuccess: ({ address }) => window.location.assign(address),
    ...tellWhy,
  });
  const unlink = useMutation({
    mutationFn: () => request('DELETE', routes.unlinkSignOn.path),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['ownSignOn'] }),
    ...tellWhy,
  });
  if (!data?.name) return null;
  const { name, linkedAt } = data;
  return (
    <Panel title={say('sign-on.title')}>
      <p>
        {linkedAt
          ? say('sign-on.own-linked', { name, date: dates.day(linkedAt.slice(0, 10)) })
          : say('sign-on.own-unlinked', { name })}
      </p>
      <div>
        {linkedAt ? (
          <Button size="xs" variant="default" loading={unlink.isPending} onClick={() => unlink.mutate()}>
            {say('sign-on.unlink')}
          </Button>
        ) : (
          <Button size="xs" loading={link.isPending} onClick={() => link.mutate()}>
            {say('sign-on.link')}
          </Button>
        )}
      </div>
    </Panel>
  );
}
