import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { routes, type SignOnSetup } from '#contracts';
import { request } from '../request/request.js';
import { useGate } from '../session/use-gate.js';
import { Mark } from '../ui/mark.js';
import { Notice } from '../ui/notice.js';
import { Panel } from '../ui/panel.js';
import { useFault } from '../words/use-fault.js';
import { useWords } from '../words/use-words.js';
import css from './sign-on.module.css';

/** What the operator set, and a test of the connection. */
export function SetupPanel({ setup }: { setup: SignOnSetup }) {
  const say = useWords();
  const fault = useFault();
  const gate = useGate()({ name: 'mapping.add' }, {});
  const test = useMutation({
    mutationFn: () => request('POST', routes.testSignOn.path, { view: routes.testSignOn.answer }),
  });
  const rows = [
    [say('sign-on.provider'), setup.name],
    [say('sign-on.issuer'), setup.issuer],
    [say('sign-on.client'), setup.clientId],
    [say('sign-on.redirect'), setup.redirectUri],
    [say('sign-on.groups-claim'), setup.groupsClaim],
  ] as const;
  return (
    <Panel
      title={say('sign-on.setup')}
      acts={
        gate.isShown && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlugConnected size={15} />}
            loading={test.isPending}
            onClick={() => test.mutate()}
          >
            {say('sign-on.test')}
          </Button>
        )
      }
    >
      <dl className={css.facts}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi dir="ltr">{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <div className={css.marks}>
        <Mark tone={setup.hasSecret ? 'good' : 'idle'} wraps>
          {say(setup.hasSecret ? 'sign-on.has-secret' : 'sign-on.no-secret')}
        </Mark>
        <Mark tone={setup.trustsEmail ? 'waiting' : 'good'} wraps>
          {say(setup.trustsEmail ? 'sign-on.trusts-email' : 'sign-on.trusts-no-email')}
        </Mark>
        {setup.allowedHosts.length > 0 && (
          <Mark tone="waiting" wraps>
            {say('sign-on.allowed-hosts', { hosts: setup.allowedHosts.join(', ') })}
          </Mark>
        )}
      </div>
      <div role="status">
        {test.data?.isReachable && (
          <Notice tone="good" title={say('sign-on.reachable', { ms: test.data.tookMs })}>
            {test.data.takesPkce === false && <p>{say('sign-on.no-pkce')}</p>}
          </Notice>
        )}
      </div>
      {test.data?.fault && (
        <Notice tone="bad" isAlert title={say('sign-on.unreachable')}>
          <p>
            <bdi dir="ltr">{test.data.fault}</bdi>
          </p>
        </Notice>
      )}
      {test.error && (
        <Notice tone="bad" isAlert>
          <p>{fault(test.error)}</p>
        </Notice>
      )}
    </Panel>
  );
}
