import { Refusal, type EntryAction, type Opening, type RedactionTarget } from '#contracts';
import { canonicalEntry, leafHash, sealedBody, toHex, type EntryFields } from '#ledger';
import { ModelWorld, type Step } from '../model-world.js';
import { Dice } from '../random/dice.js';
import type { RandomCommand } from '../random/glimpse.js';
import { randomCommand } from '../random/random-command.js';
import { idOf } from '../sample-states.js';
import { sha256 } from './keys.js';

/** An entry of a made-up history, with what an exporter knows of it. */
export interface MadeEntry {
  fields: EntryFields;
  canon: string;
  hash: Uint8Array;
  openings: Opening[];
  /** What was taken out, and by which entry. */
  redacted: { path: string; by: number }[];
}

const people = [1, 2, 3, 4, 5].map((number) => idOf(number));

/** A history of an installation that never was, of which a number decides everything: the same number, the same bytes. */
export class RandomHistory {
  readonly entries: MadeEntry[] = [];
  readonly dice: Dice;
  private readonly world = new ModelWorld();
  private readonly heads = new Map<string, string>();
  private salts = 0;
  private requests = 0;

  constructor(
    readonly seed: number,
    length: number,
  ) {
    this.dice = new Dice(seed);
    this.begin();
    while (this.entries.length < length) this.attempt();
  }

  /** Lets two persons take words out of the record, of the entries so far. Answers whether there were any. */
  redact(): boolean {
    const { world, dice } = this;
    const held = this.entries.filter(
      ({ openings, fields }) => openings.length > 0 && !fields.action.startsWith('redaction.'),
    );
    const recommendation = world.all('recommendation')[0];
    if (held.length === 0 || !recommendation) return false;
    const entry = dice.one(held);
    const targets: RedactionTarget[] = [{ entryId: entry.fields.id, path: dice.one(entry.openings).path }];
    const id = idOf(0x900_000 + this.entries.length);
    const input = {
      recommendationId: recommendation.id,
      targets,
      legalBasis: 'personal_data',
      reason: 'By law.',
    };
    this.issue({ name: 'redaction.request', id, input } as RandomCommand, people[0]);
    this.issue({ name: 'redaction.approve', id, input: { reason: null } }, people[1]);
    const { path: taken } = targets[0] as RedactionTarget;
    entry.openings = entry.openings.filter(({ path }) => path !== taken);
    entry.redacted.push({ path: taken, by: this.entries.length - 1 });
    return true;
  }

  private begin(): void {
    for (const number of people)
      this.issue(
        { name: 'person.create', id: number, input: { name: 'P', email: `p${number}@x.example` } },
        people[0],
      );
    this.issue({ name: 'entity.create', input: { name: 'E', kind: 'office' } }, people[0]);
    this.issue(
      {
        name: 'review.create',
        input: { code: 'r', title: 'R', date: '2012-01-01', commissionedBy: 'SG', summary: 'S' },
      },
      people[0],
    );
  }

  private attempt(): void {
    const command = randomCommand(this.dice, this.world);
    if (command.name.startsWith('redaction.')) return;
    if (command.name === 'recommendation.draft' && this.world.all('recommendation').length > 2) return;
    try {
      this.issue(command, this.dice.one(people));
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
    }
  }

  private issue(command: RandomCommand, actor: string | undefined): void {
    const steps = this.world.issue(command, actor ?? '');
    this.requests += 1;
    for (const step of steps) this.record(step, actor ?? null);
  }

  private record({ event, at, after }: Step, actor: string | null): void {
    const { set, was, note, objectType, objectId } = event;
    const { body, openings } = sealedBody(
      { set, was, note },
      { sha256, objectType, freshSalt: () => sha256(Buffer.from(`${this.seed} ${this.salts++}`)) },
    );
    const fields: EntryFields = {
      v: 1,
      id: idOf(0x100_000 + this.entries.length),
      at,
      actor,
      onBehalfOf: null,
      objectType,
      objectId,
      objectVersion: after.version,
      prevHash: this.heads.get(objectId) ?? null,
      action: event.action satisfies EntryAction,
      body,
      requestId: `request-${this.requests}`,
    };
    const canon = canonicalEntry(fields);
    const hash = leafHash(sha256, canon);
    this.heads.set(objectId, toHex(hash));
    this.entries.push({ fields, canon, hash, openings, redacted: [] });
  }
}
