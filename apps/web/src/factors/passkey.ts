import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import type { NewPasskeyAnswer, PasskeyAnswer, PasskeyOptions } from '#contracts';

type Asking = Parameters<typeof startAuthentication>[0]['optionsJSON'];
type Making = Parameters<typeof startRegistration>[0]['optionsJSON'];

/**
 * Has the person use a passkey. With `isAutofill` the browser offers it where a name is typed, and waits.
 * Rejected where they do not, or where another question takes its place.
 */
export async function answerByPasskey(
  { options }: PasskeyOptions,
  isAutofill = false,
): Promise<PasskeyAnswer> {
  const { response, ...answer } = await startAuthentication({
    optionsJSON: options as unknown as Asking,
    useBrowserAutofill: isAutofill,
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return {
    id: answer.id,
    rawId: answer.rawId,
    type: 'public-key',
    clientExtensionResults: {},
    response: { clientDataJSON, authenticatorData, signature, ...(userHandle && { userHandle }) },
  };
}

/** Has the person make a passkey. */
export async function makePasskeyFor({ options }: PasskeyOptions): Promise<NewPasskeyAnswer> {
  const { response, ...answer } = await startRegistration({ optionsJSON: options as unknown as Making });
  const known = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;
  return {
    id: answer.id,
    rawId: answer.rawId,
    type: 'public-key',
    clientExtensionResults: {},
    response: {
      clientDataJSON: response.clientDataJSON,
      attestationObject: response.attestationObject,
      transports: known.filter((one) => response.transports?.includes(one)),
    },
  };
}

/** Whether a passkey was not shown because its person turned away, which is no fault. */
export const isTurnedAway = (error: unknown): boolean =>
  error instanceof Error && ['NotAllowedError', 'AbortError'].includes(error.name);
