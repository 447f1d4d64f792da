import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { routes, type FactorsView, type StepUpWay } from '#contracts';
import { ProveForm } from '../factors/prove-form.js';
import { useAnswer } from '../request/ask.js';
import { request } from '../request/request.js';
import { Dialog } from '../ui/dialog.js';
import { Failure } from '../ui/failure.js';
import { Loading } from '../ui/loading.js';
import { Notice } from '../ui/notice.js';
import { useWords } from '../words/use-words.js';
import { useWaiting } from './asked.js';

/** Asks who one is, over whatever page, where a request waits for it. */
export function StepUpDialog() {
  const say = useWords();
  const waiting = useWaiting();
  const { data, error, refetch } = useAnswer('myFactors', {}, waiting !== null);
  if (!waiting) return null;
  const { asked, end } = waiting;
  const cancel = () => end(false);
  const ways = data ? asked.ways.filter((way) => has(data, way)) : [];
  return (
    <Dialog title={say('step-up.title')} onClose={cancel} size="md">
      {error && <Failure error={error} again={() => void refetch()} />}
      {!data && !error && <Loading lines={3} />}
      {data && ways.length === 0 && <NoWay onClose={cancel} />}
      {ways.length > 0 && (
        <>
          <p className="soft">{say('step-up.hint', { minutes: asked.minutes })}</p>
          <ProveForm
            ways={ways}
            challenge={() =>
              request('POST', routes.askStepUpPasskey.path, { view: routes.askStepUpPasskey.answer })
            }
            prove={(input) => request('POST', routes.stepUp.path, { input })}
            onDone={() => end(true)}
            onCancel={cancel}
            submitWord={say('step-up.confirm')}
          />
        </>
      )}
    </Dialog>
  );
}

/** To whoever has none of what is asked. */
function NoWay({ onClose }: { onClose: () => void }) {
  const say = useWords();
  return (
    <Notice isAlert>
      <p>{say('step-up.no-way')}</p>
      <Button component={Link} to="/account/factors" size="sm" variant="default" onClick={onClose}>
        {say('factors.title')}
      </Button>
    </Notice>
  );
}

function has({ totpSince, passkeys, recoveryCodesLeft, hasPassword }: FactorsView, way: StepUpWay): boolean {
  switch (way) {
    case 'password':
      return hasPassword;
    case 'totp':
      return totpSince !== null;
    case 'passkey':
      return passkeys.length > 0;
    case 'recovery-code':
      return recoveryCodesLeft > 0;
  }
}
