import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { Refusal } from '#contracts';

/** Whose password it is to be: it must not be made of their names. */
export interface PasswordContext {
  name: string;
  email: string;
  /** What the installation calls itself. */
  installation: string;
}

/** Guesses that a new password must withstand at least. */
const guessesMin = 3e8;
/** As much of a password is looked at; a longer one that is weak up to here is no better for its end. */
const lookedAt = 100;

let check: ZxcvbnFactory | undefined;

/**
 * Refuses a new password that is among those that attackers try first, or made of what they know of the person
 * (NIST SP 800-63B section 3.1.1.2): common passwords and words, also reversed, with digits for letters or repeated,
 * rows of keys and of numbers, dates, and the names of the person, of the house and of this product.
 *
 * @throws Refusal password-names-you, password-too-common
 */
export function refuseWeakPassword(password: string, context: PasswordContext): void {
  check ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  const looked = password.normalize('NFKC').slice(0, lookedAt);
  const { guesses, sequence } = check.check(looked, wordsOf(context));
  if (guesses >= guessesMin) return;
  const namesThem = sequence.some(
    (part) => 'dictionaryName' in part && part['dictionaryName'] === 'userInputs',
  );
  throw namesThem
    ? weak('password-names-you', 'it is made of your name, your address or the name of this place')
    : weak('password-too-common', 'it is one of those that are guessed first');
}

function weak(code: 'password-names-you' | 'password-too-common', message: string): Refusal {
  return new Refusal(code, message, { fields: [{ field: 'password', message }] });
}

function wordsOf({ name, email, installation }: PasswordContext): string[] {
  const whole = [name, email, installation];
  const parts = whole.flatMap((words) => words.split(/[^\p{L}\p{N}]+/u)).filter((part) => part.length > 2);
  return ['uphold', ...whole, ...parts].map((word) => word.toLowerCase());
}
