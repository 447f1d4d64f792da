import {
  Refusal,
  type Actor,
  type CommandName,
  type InstallationSettings,
  type SecondFactor,
  type StepUpWay,
} from '#contracts';
import { mayEver } from './permit.js';

type ShownFactor = SecondFactor | 'sso-mfa';

/** What a session knows of how its person showed who they are. */
export interface Shown {
  /** When they last did, in any way, RFC 3339. */
  authenticatedAt: string;
  /** The second factor that they showed last, here or by the word of the provider of single sign-on, and when. */
  factor: ShownFactor | null;
  factorAt: string | null;
}

/** Commands that decide for others. */
const decisions: readonly CommandName[] = [
  'proposal.approve',
  'proposal.reject',
  'proposal.return',
  'redaction.approve',
  'emergency-access.approve',
];

/**
 * Commands by which others come to rights, or ways in come to be: an unlocked desk must not give them away. The
 * operator's command line gives them too, where nobody could show anything: who sits there has the database.
 */
const keeping: readonly CommandName[] = [
  'grant.give',
  'mapping.add',
  'person.reset-factors',
  'installation.change',
];

/** How long ago somebody may have shown who they are who changes their own factors. */
const ownMinutes = 10;

const strong: readonly SecondFactor[] = ['totp', 'passkey'];

/**
 * Whether a decision must wait until its person has shown again who they are: null where it need not.
 *
 * @param shown null where no session came with the command, such as with a token: nothing could be shown; `console`
 *   where the operator's command line gives it, which decides nothing
 * @param now RFC 3339
 */
export function stepUpRefusal(
  name: CommandName,
  settings: Pick<InstallationSettings, 'stepUpForApprovals' | 'stepUpMinutes'>,
  shown: Shown | 'console' | null,
  now: string,
): Refusal | null {
  const { stepUpForApprovals: asked, stepUpMinutes: minutes } = settings;
  if (asked === 'off' || !(decisions.includes(name) || keeping.includes(name))) return null;
  if (shown === 'console' && keeping.includes(name)) return null;
  if (!shown || shown === 'console')
    return new Refusal('step-up-required', 'decisions are made in a session of a person, not with a token', {
      rule: 'step-up/no-session',
    });
  const isShown =
    asked === 'recent'
      ? isWithin(minutes, shown.authenticatedAt, now)
      : isShownBy([...strong, 'sso-mfa'], minutes, shown, now);
  if (isShown) return null;
  return stepUp(asked === 'recent' ? ['password', ...strong] : strong, minutes, `step-up/${asked}`);
}

/** The same for whoever adds or takes away factors of their own; those who have one show it. */
export function ownFactorsRefusal(hasFactor: boolean, shown: Shown, now: string): Refusal | null {
  const ways: readonly StepUpWay[] = hasFactor ? [...strong, 'recovery-code'] : ['password', ...strong];
  const isShown = hasFactor
    ? isShownBy([...strong, 'recovery-code'], ownMinutes, shown, now)
    : isWithin(ownMinutes, shown.authenticatedAt, now);
  return isShown ? null : stepUp(ways, ownMinutes, 'step-up/own-factors');
}

/** Whether this person's account must have a second factor. */
export function mustHaveFactor(
  actor: Actor,
  { secondFactor }: Pick<InstallationSettings, 'secondFactor'>,
): boolean {
  if (secondFactor === 'required-for-all') return true;
  if (secondFactor === 'optional') return false;
  return mayEver(actor, 'proposal.approve', 'proposal') || mayEver(actor, 'redaction.approve', 'redaction');
}

function stepUp(ways: readonly StepUpWay[], minutes: number, rule: string): Refusal {
  return new Refusal('step-up-required', `show again who you are: by ${ways.join(', ')}`, {
    rule,
    stepUp: { ways: [...ways], minutes },
  });
}

function isShownBy(
  factors: readonly ShownFactor[],
  minutes: number,
  { factor, factorAt }: Shown,
  now: string,
): boolean {
  return factor !== null && factorAt !== null && factors.includes(factor) && isWithin(minutes, factorAt, now);
}

const isWithin = (minutes: number, at: string, now: string): boolean =>
  Date.parse(now) - Date.parse(at) <= minutes * 60_000;
