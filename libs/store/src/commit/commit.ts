import type { PoolClient } from 'pg';
import { commands, Refusal, type Actor, type Command, type Receipt, type RedactionState } from '#contracts';
import {
  canRead,
  onBehalfOf,
  permit,
  permitProvider,
  stepUpRefusal,
  type Facts,
  type ProviderStanding,
} from '#permissions';
import { decide, effectivePersons, partiesOf, separationOf, type World } from '#workflow';
import { v7 as uuid } from 'uuid';
import { historySince } from '../queries/changes-since.js';
import type { Entry } from '../log/entries.js';
import type { NoteKey } from '../signing/note-key.js';
import { receiptNote } from '../signing/receipt-signer.js';
import type { Store } from '../store.js';
import type { LastStatements } from '../transaction.js';
import type { CommandContext } from './command-context.js';
import { isWorthRetrying, refusalBehind } from './constraints.js';
import { factsOf, intentOf } from './facts.js';
import { requestDigest } from './request-digest.js';
import { loadWorld, type LoadedWorld } from './load-world.js';
import { readMoment, type DatabaseMoment } from './moment.js';
import { actorAt } from '../people/rights.js';
import { asKnownTo } from './references.js';
import { rightsInForce } from './rights-in-force.js';
import { record, type ChangedRow } from './record.js';
import { carryOutRedaction } from './redact.js';
import { recordRefusal } from '../occurrence/record-refusal.js';
import { sideEffects } from './secrets.js';
import { standingOf } from './provider-standing.js';
import { write } from './write.js';

/** How often a command is tried again after losing a race that it may win the next time. */
const attemptsMax = 5;

/**
 * The one write path: locks what the command touches, asks whether this person may, decides, folds, and writes
 * rows, history, pending entries and the kept answer in one transaction. Throws a Refusal, which is recorded
 * when somebody tried what they may not.
 *
 * @param actor who acts; null for the operator of the installation founding it, and where the provider of single
 *   sign-on is named in the context, by whose word it is done
 * @returns the receipt: entry ids and hashes, object version
 */
export async function commit(
  store: Store,
  actor: Actor | null,
  command: Command,
  context: CommandContext,
): Promise<Receipt> {
  for (let attempt = 1; ; attempt++) {
    try {
      // Asked for before the transaction, which must not wait for another connection.
      const receiptKey = (await store.receiptSigner?.key()) ?? null;
      const receipt = await store.transaction((client, last) =>
        attemptCommit({ client, last, receiptKey }, actor, command, context),
      );
      store.committed(receipt);
      return receipt;
    } catch (fault) {
      const refusal = fault instanceof Refusal ? fault : refusalBehind(fault);
      // The one who was first may have been this same request, and then its answer is kept.
      if (refusal && refusal !== fault && context.idempotencyKey && attempt === 1) continue;
      if (refusal) throw await withItsRecord(store, actor, command, context, refusal);
      if (attempt >= attemptsMax || !isWorthRetrying(fault)) throw fault;
    }
  }
}

/** What one attempt works with. */
interface Attempt {
  client: PoolClient;
  last: LastStatements;
  receiptKey: NoteKey | null;
}

async function attemptCommit(
  { client, last, receiptKey }: Attempt,
  actor: Actor | null,
  command: Command,
  context: CommandContext,
): Promise<Receipt> {
  const actorId = actor?.personId ?? null;
  const { idempotencyKey: key, sessionId, expectedVersion } = context;
  const digest = requestDigest(command, expectedVersion);
  const [rights, standing, loaded, moment] = await Promise.all([
    rightsInForce(client, actorId, command),
    standingOf(client, actor, command, context),
    loadWorld(client, actorId, command),
    readMoment(client, { actorId, key, sessionId, digest }),
  ]);
  if (moment.kept) return { ...moment.kept, note: moment.kept.note ?? null };
  const at = timeOf(command, context, moment, loaded);
  // Whatever was known of the person's rights before, those in force now decide.
  const acting = actor && withRights(actor, actorAt(actor.personId, rights, at));
  await asKnownTo(client, acting, command, loaded.world);
  const facts = factsOf(command, loaded.world, actorId ?? '');
  mustBeAllowed(acting, command, facts, standing);
  mustBeCurrent(command, loaded, expectedVersion);
  if (actor) mustHaveShownWho(command, context, moment);
  const freshIds = [uuid(), uuid()];
  const onBehalfOfId = acting && principalOf(acting, command, facts, loaded.world);
  const events = decide(command, loaded.world, { at, actorId: actorId ?? '', onBehalfOfId, freshIds });
  const { requestId, provider } = context;
  const occasion = { at, actorId, onBehalfOfId, requestId, provider };
  const { rows, entries } = record(events, loaded, occasion);
  const own = rows.find(({ after }) => after.id === command.objectId);
  const told = {
    objectType: command.objectType,
    objectId: command.objectId,
    version: own?.after.version ?? 1,
    at,
    entries: entries.map(({ id, objectType, objectId, objectVersion, action, hash }) => ({
      id,
      objectType,
      objectId,
      objectVersion,
      action,
      hash,
    })),
  };
  const [note] = await Promise.all([
    receiptKey && receiptNote(told, receiptKey),
    besideTheRecord(client, command, context, { rows, entries }),
  ]);
  const receipt: Receipt = { ...told, note };
  const answer = actorId && key ? { actorId, key, request: digest, receipt } : null;
  last.push(write(client, rows, entries, answer));
  return receipt;
}

/** The person with the rights that are in force: as they were known wherever those are the same, whose ability is made. */
function withRights(known: Actor, inForce: Actor): Actor {
  const isSame = JSON.stringify(known.grants) === JSON.stringify(inForce.grants);
  return isSame ? known : { ...known, ...inForce };
}

/** What changes beside rows and history: secrets, and openings that a redaction takes away. */
async function besideTheRecord(
  client: PoolClient,
  command: Command,
  context: CommandContext,
  { rows, entries }: { rows: readonly ChangedRow[]; entries: readonly Entry[] },
): Promise<void> {
  await sideEffects(client, command, context);
  await redactWhereApproved(client, rows, entries);
}

/** An approved redaction is carried out in the transaction that records it. */
async function redactWhereApproved(
  client: PoolClient,
  rows: readonly ChangedRow[],
  entries: readonly Entry[],
): Promise<void> {
  const approval = entries.find(({ action }) => action === 'redaction.approved');
  const redaction = rows.find(({ objectType }) => objectType === 'redaction')?.after;
  if (approval && redaction)
    await carryOutRedaction(client, (redaction as RedactionState).targets, approval.id);
}

/** The time of the change, never before the objects' last entries. */
function timeOf(
  command: Command,
  { at: simulated }: CommandContext,
  { now, isSimulated }: DatabaseMoment,
  { world }: LoadedWorld,
): string {
  if (simulated && isSimulated === false)
    throw new Error('only a demo installation may set the time of an entry');
  const latest = [
    world[command.objectType]?.updatedAt,
    world.recommendation?.updatedAt,
    world.proposal?.updatedAt,
    ...(world.openProposals ?? []).map(({ updatedAt }) => updatedAt),
  ];
  return [simulated ?? now, ...latest].reduce<string>((max, one) => (one && one > max ? one : max), '');
}

/** Refuses what the person may not do; what they may not even read is answered as if it were not there. */
function mayDo(actor: Actor | null, command: Command, facts: Facts): void {
  if (!actor) {
    if (command.name !== 'installation.found')
      throw new Error(`nobody may '${command.name}' without a person`);
    return;
  }
  // One’s own account is there for oneself, whatever one reads of others.
  const isVisible =
    commands[command.name].shape === 'change'
      ? command.objectId === actor.personId || canRead(actor, command.objectType, facts)
      : !('recommendationId' in command.input) || canRead(actor, 'recommendation', facts);
  if (!isVisible)
    throw new Refusal('not-found', 'there is no such thing here', { rule: `read:${command.objectType}` });
  const refusal = permit(actor, intentOf(command), facts);
  if (refusal) throw refusal;
}

/** Who lent the right that the command needs; null where it is the actor's own. Of several, one whose duties stay apart. */
function principalOf(actor: Actor, command: Command, facts: Facts, world: World): string | null {
  const { proposal, approvedProposals = [] } = world;
  const isApart = (lenderId: string) =>
    !proposal ||
    !separationOf(
      effectivePersons(actor.personId, lenderId),
      partiesOf(proposal),
      approvedProposals.map(partiesOf),
    );
  return onBehalfOf(actor, intentOf(command), facts, isApart);
}

/** Refuses what the person may not do, or where nobody acts, what the provider of single sign-on may not. */
function mustBeAllowed(
  actor: Actor | null,
  command: Command,
  facts: Facts,
  standing: ProviderStanding | null,
): void {
  if (!standing) return mayDo(actor, command, facts);
  const refusal = permitProvider(command.name, facts, standing);
  if (refusal) throw refusal;
}

function mustBeCurrent(command: Command, { world }: LoadedWorld, expectedVersion: number | null): void {
  if (expectedVersion === null) return;
  const subject = command.name === 'proposal.make' ? world.recommendation : world[command.objectType];
  if (subject && subject.version !== expectedVersion) {
    throw new Refusal('version-conflict', 'it was changed after you looked', {
      currentVersion: subject.version,
    });
  }
}

/** What weighs waits until its person has shown again who they are, where the installation asks for it. */
function mustHaveShownWho(
  { name }: Command,
  { isAtConsole = false }: CommandContext,
  { settings, shown, now }: DatabaseMoment,
): void {
  const refusal = stepUpRefusal(name, settings, isAtConsole ? 'console' : shown, now);
  if (refusal) throw refusal;
}

/** Adds to a refusal what its reader needs, and records it where somebody tried what they may not. */
async function withItsRecord(
  store: Store,
  actor: Actor | null,
  command: Command,
  context: CommandContext,
  refusal: Refusal,
): Promise<Refusal> {
  if (refusal.code === 'version-conflict' && context.expectedVersion !== null) {
    const subjectId = command.name === 'proposal.make' ? command.input.recommendationId : command.objectId;
    const changes = await historySince(store.pool, subjectId, context.expectedVersion);
    return new Refusal(refusal.code, refusal.message, { ...refusal.details, changes });
  }
  if (actor) await recordRefusal(store, actor, command, context, refusal);
  return refusal;
}
