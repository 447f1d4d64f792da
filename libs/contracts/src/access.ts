import { z } from 'zod';
import { commandNames, commands, type CommandName } from './commands.js';
import { PageQuery } from './page.js';
import { EmailAddress, NewPassword } from './person.js';
import { Id, line, PersonName, Timestamp } from './primitives.js';
import { passwordLinkKinds, signInMethods, tokenAccesses } from './vocabulary.js';

/** A running session as its person and those who look after accounts see it. */
export const SessionView = z.object({
  id: Id,
  person: PersonName,
  createdAt: Timestamp,
  authenticatedAt: Timestamp,
  /** To the minute. */
  lastSeenAt: Timestamp,
  expiresAt: Timestamp,
  methods: z.array(z.enum(signInMethods)),
  /** What the browser calls itself. */
  userAgent: z.string().nullable(),
  /** Whether it is the one that asks. */
  isCurrent: z.boolean(),
});
export type SessionView = z.infer<typeof SessionView>;

/** What happened at the door in a person's name: a sign-in, a refused one, its end, a factor that came or went. */
export const SignInView = z.object({
  id: Id,
  at: Timestamp,
  action: z.string(),
  body: z.record(z.string(), z.unknown()),
});
export type SignInView = z.infer<typeof SignInView>;

/** Sessions, tokens or links of everybody, or of one person. */
export const AccessQuery = PageQuery.extend({ personId: Id.optional() });
export type AccessQuery = z.infer<typeof AccessQuery>;

/** Who ends all of something at once, and how much that was. */
export const EndedCount = z.object({ ended: z.int() });

/** Commands that no token may carry: whoever gives them must be there in person. */
export const inPersonCommands: readonly CommandName[] = [
  'person.set-password',
  'person.change-password',
  'person.reset-factors',
  'mapping.add',
  'installation.change',
];
/** Commands that a token may be limited to. */
export const tokenCommands = commandNames.filter(
  (name) =>
    !inPersonCommands.includes(name) &&
    (commands[name].door === 'public' || commands[name].objectType === 'evidence'),
);

export const tokensMax = 50;
export const tokenDaysMax = 365;

/** Makes an API token. It is shown once. */
export const MakeToken = z
  .strictObject({
    name: line(100),
    access: z.enum(tokenAccesses),
    /** The commands that it may carry; all that its person may give, where none are named. */
    commands: z.array(z.enum(tokenCommands)).min(1).max(tokenCommands.length).nullable().default(null),
    days: z.int().min(1).max(tokenDaysMax).default(90),
  })
  .refine(({ access, commands: named }) => access === 'write' || named === null, {
    path: ['commands'],
    message: 'are for tokens that may write',
  });
export type MakeToken = z.infer<typeof MakeToken>;

export const TokenView = z.object({
  id: Id,
  person: PersonName,
  name: z.string(),
  access: z.enum(tokenAccesses),
  commands: z.array(z.string()).nullable(),
  createdAt: Timestamp,
  expiresAt: Timestamp,
  /** To the minute; null where it was never used. */
  lastUsedAt: Timestamp.nullable(),
});
export type TokenView = z.infer<typeof TokenView>;

/** A token that was just made, with its secret, which is kept nowhere. */
export const MadeToken = TokenView.extend({ secret: z.string() });
export type MadeToken = z.infer<typeof MadeToken>;

/** Changes one's own password. */
export const ChangeOwnPassword = z.strictObject({
  current: z.string().min(1).max(200),
  password: NewPassword,
});
export type ChangeOwnPassword = z.infer<typeof ChangeOwnPassword>;

const LinkToken = z.string().regex(/^[\w-]{43}$/);
/** Asks what a link is for. The token comes in the body, since addresses are written to logs. */
export const OpenPasswordLink = z.strictObject({ token: LinkToken });
export type OpenPasswordLink = z.infer<typeof OpenPasswordLink>;
export const PasswordLinkOpened = z.object({
  kind: z.enum(passwordLinkKinds),
  name: z.string(),
  email: z.string(),
  installation: z.string(),
  expiresAt: Timestamp,
});
export type PasswordLinkOpened = z.infer<typeof PasswordLinkOpened>;
/** Chooses a password by a link. */
export const UsePasswordLink = z.strictObject({ token: LinkToken, password: NewPassword });
export type UsePasswordLink = z.infer<typeof UsePasswordLink>;

/** Asks for a link by which a forgotten password is chosen anew. */
export const ForgotPassword = z.strictObject({ email: EmailAddress });
export type ForgotPassword = z.infer<typeof ForgotPassword>;

/** A running link by which somebody may choose their password. */
export const PasswordLinkView = z.object({
  id: Id,
  person: PersonName,
  kind: z.enum(passwordLinkKinds),
  createdAt: Timestamp,
  expiresAt: Timestamp,
  isMailed: z.boolean(),
});
export type PasswordLinkView = z.infer<typeof PasswordLinkView>;

/** An invitation that was made: by mail, or with a link to hand over, shown once. */
export const Invited = PasswordLinkView.extend({ token: z.string().nullable() });
export type Invited = z.infer<typeof Invited>;

/** Whether a request with a token may give a command; what it asks about its person comes on top. */
export function tokenCovers(
  { access, commands: named }: { access: string; commands: readonly string[] | null },
  name: CommandName,
): boolean {
  if (inPersonCommands.includes(name) || access !== 'write') return false;
  return named === null || named.includes(name);
}

/** Beginning of every API token, by which scanners for secrets know one. */
export const tokenPrefix = 'uphold_';

const through = '/token/';
/** The identifier of a request that came with a token: it stands in every entry that the request made. */
export const requestIdThrough = (requestId: string, tokenId: string): string =>
  `${requestId}${through}${tokenId}`;
/** The token that a request came with, out of its identifier; null where it came with none. */
export const tokenOfRequest = (requestId: string): string | null => requestId.split(through)[1] ?? null;
