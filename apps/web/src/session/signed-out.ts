import type { SignedOutCause } from '#contracts';

let cause: SignedOutCause | null = null;

/** Keeps why this page was signed out, until somebody signs in; what was being written goes with a closed account. */
export function rememberSignedOut(told: SignedOutCause): void {
  cause = told;
  if (told === 'account-closed') sessionStorage.clear();
}

/** Why nobody is signed in any more, where that came from elsewhere. Read as the sign-in page is drawn. */
export const useSignedOutCause = (): SignedOutCause | null => cause;
