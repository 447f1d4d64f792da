import { browserSupportsWebAuthn, browserSupportsWebAuthnAutofill } from '@simplewebauthn/browser';
import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { routes, type Me } from '#contracts';
import { isTurnedAway, answerByPasskey } from '../factors/passkey.js';
import { request } from '../request/request.js';
import { Notice } from '../ui/notice.js';
import { useFault } from '../words/use-fault.js';
import { useWords } from '../words/use-words.js';
import { useSignedIn } from './use-me.js';

/** Signs in by a passkey alone: at a press, or where the browser offers it with the address. */
export function PasskeySignIn() {
  const say = useWords();
  const fault = useFault();
  const signedIn = useSignedIn();
  const signing = useMutation({ mutationFn: () => signInByPasskey(false), onSuccess: signedIn });
  useEffect(() => {
    let isGone = false;
    const offer = async () => {
      if (!(await browserSupportsWebAuthnAutofill()) || isGone) return;
      const me = await signInByPasskey(true);
      if (!isGone) signedIn(me);
    };
    // An offer that was not taken up, or could not be made, is nothing to tell: the button is there.
    offer().catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [signedIn]);
  if (!browserSupportsWebAuthn()) return null;
  return (
    <>
      {signing.error && (
        <Notice tone="bad" isAlert>
          <p>{isTurnedAway(signing.error) ? say('prove.turned-away') : fault(signing.error)}</p>
        </Notice>
      )}
      <Button
        variant="default"
        leftSection={<IconFingerprint size={17} aria-hidden />}
        loading={signing.isPending}
        onClick={() => signing.mutate()}
      >
        {say('sign-in.passkey')}
      </Button>
    </>
  );
}

async function signInByPasskey(isAutofill: boolean): Promise<Me> {
  const { askPasskey, passkeySignIn } = routes;
  const options = await request('POST', askPasskey.path, { input: {}, view: askPasskey.answer });
  const passkey = await answerByPasskey(options, isAutofill);
  return request('POST', passkeySignIn.path, { input: { passkey }, view: passkeySignIn.answer });
}
