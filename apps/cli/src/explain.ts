import { Refusal } from '#contracts';
import { EmbeddedPostgresError } from '#store';
import { Trouble, type TroubleKind } from './trouble.js';

const ofEmbedded: Record<EmbeddedPostgresError['code'], TroubleKind> = {
  'data-folder-broken': 'data-folder',
  'data-folder-in-use': 'data-folder',
  'disk-full': 'disk-full',
  'port-in-use': 'port-in-use',
  'unsupported-platform': 'unsupported-platform',
  'not-ready': 'failed',
};

const diskFull =
  'The disk is full. Free some space, then start Uphold again; what was saved before is not lost.';

/** Codes of the system and of PostgreSQL that a person can do something about. */
const ofSystem: Record<string, [TroubleKind, string]> = {
  ENOSPC: ['disk-full', diskFull],
  EDQUOT: ['disk-full', diskFull],
  '53100': ['disk-full', diskFull],
  ECONNREFUSED: ['database-unreachable', 'no database server answers there'],
  ECONNRESET: ['database-unreachable', 'the connection broke off'],
  ENOTFOUND: ['database-unreachable', 'there is no computer of that name'],
  EAI_AGAIN: ['database-unreachable', 'the name of that computer could not be looked up'],
  ETIMEDOUT: ['database-unreachable', 'that computer does not answer'],
  EHOSTUNREACH: ['database-unreachable', 'that computer cannot be reached'],
  '28P01': ['database-unreachable', 'it does not accept this name and password'],
  '28000': ['database-unreachable', 'it does not let this user in'],
  '3D000': ['database-unreachable', 'it has no database of that name: create it first'],
  '42501': ['database-unreachable', 'the database user lacks a right that Uphold needs there'],
  '53300': ['database-unreachable', 'it takes no more connections'],
  '57P01': ['database-unreachable', 'it was shut down'],
  '57P03': ['database-unreachable', 'it is starting up or shutting down; try again in a moment'],
};

/** The trouble behind an error that was to be expected, or null for a fault of the program itself. */
export function explain(error: unknown): Trouble | null {
  if (error instanceof Trouble) return error;
  if (error instanceof EmbeddedPostgresError) return new Trouble(ofEmbedded[error.code], error.message);
  if (error instanceof Refusal) return new Trouble('failed', `Refused: ${wordsOf(error)}.`);
  const [kind, words] = ofSystem[codeOf(error) ?? ''] ?? [];
  if (!kind || !words) return null;
  return new Trouble(kind, kind === 'disk-full' ? words : `The database cannot be used: ${words}.`);
}

/** What a refusal says, with the fields at fault. */
export function wordsOf(refusal: Refusal): string {
  const fields = refusal.details.fields ?? [];
  if (fields.every(({ message }) => refusal.message.includes(message))) return refusal.message;
  return `${refusal.message} (${fields.map(({ field, message }) => `${field} ${message}`).join('; ')})`;
}

/** The code of an error, or of the first one that it gathers. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof AggregateError ? codeOf(error.errors[0]) : undefined;
}
