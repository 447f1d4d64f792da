import {
  AddPasskey,
  AskPasskey,
  ConfirmTotp,
  FactorsView,
  FreshCodes,
  PasskeyOptions,
  PasskeySignIn,
  RenamePasskey,
  ShowFactor,
  StepUp,
  TotpEnrolment,
} from '../factors.js';
import { Me } from '../session.js';
import { route } from './route.js';

const mine = { inPerson: true } as const;
// Whoever must have a second factor and has none yet comes through these doors, and through few others.
const early = { ...mine, isEarly: true } as const;

/** Second factors: shown at sign-in and later again, and kept by their owner. */
export const factorsRoutes = {
  showFactor: route('POST', '/session/second-factor', 'anyone', 'Sign in: the second factor', {
    body: ShowFactor,
    answer: Me,
  }),

  askPasskey: route('POST', '/session/passkey-options', 'anyone', 'A challenge for a passkey', {
    body: AskPasskey,
    answer: PasskeyOptions,
  }),

  passkeySignIn: route('POST', '/session/passkey', 'anyone', 'Sign in with a passkey', {
    body: PasskeySignIn,
    answer: Me,
  }),

  stepUp: route('POST', '/session/step-up', 'signed-in', 'Show again who I am', { body: StepUp, ...early }),

  askStepUpPasskey: route(
    'POST',
    '/session/step-up/passkey-options',
    'signed-in',
    'A challenge for one of my passkeys',
    { answer: PasskeyOptions, ...early },
  ),

  myFactors: route('GET', '/me/factors', 'signed-in', 'My second factors', { answer: FactorsView, ...early }),

  forgetFactorReset: route(
    'DELETE',
    '/me/factors/reset',
    'signed-in',
    'I saw that my factors were taken away',
    early,
  ),

  beginTotp: route('POST', '/me/totp', 'signed-in', 'Set up an authenticator: its secret, told once', {
    answer: TotpEnrolment,
    ...early,
  }),

  confirmTotp: route('PUT', '/me/totp', 'signed-in', 'Set up an authenticator: its first code', {
    body: ConfirmTotp,
    answer: FreshCodes,
    ...early,
  }),

  removeTotp: route('DELETE', '/me/totp', 'signed-in', 'Use my authenticator no longer', mine),

  renewRecoveryCodes: route(
    'POST',
    '/me/recovery-codes',
    'signed-in',
    'New recovery codes for the old ones',
    {
      answer: FreshCodes,
      ...mine,
    },
  ),

  askNewPasskey: route('POST', '/me/passkeys/options', 'signed-in', 'A challenge for a new passkey', {
    answer: PasskeyOptions,
    ...early,
  }),

  addPasskey: route('POST', '/me/passkeys', 'signed-in', 'Add a passkey', {
    body: AddPasskey,
    answer: FreshCodes,
    ...early,
  }),

  renamePasskey: route('PUT', '/me/passkeys/:id', 'signed-in', 'Name a passkey', {
    body: RenamePasskey,
    ...mine,
  }),

  removePasskey: route('DELETE', '/me/passkeys/:id', 'signed-in', 'Use a passkey no longer', mine),
} as const;
