import type { Actor, Confidentiality, Criticality, GiveGrant } from '#contracts';
import { found, hashPassword, type Store } from '#store';
import type { z } from 'zod';
import { issue } from './issue-command.js';

export const password = 'a password for tests';
let passwordHash: Promise<string> | undefined;

/** People that a small installation needs for the main job, by what they do. */
export type Person =
  | 'administrator'
  | 'editor'
  | 'staff'
  | 'manager'
  | 'director'
  | 'auditor'
  | 'observer'
  | 'stranger'
  | 'strangersManager';

/** A small installation: two entities below one, a person of every kind, a review. */
export interface SmallWorld {
  people: Record<Person, string>;
  emailOf(person: Person): string;
  actor(person: Person): Promise<Actor>;
  entities: { whole: string; lead: string; other: string };
  reviewId: string;
  /** Drafts a recommendation; see `issued` for one that is further on. */
  draft(fields?: Partial<RecommendationFields>): Promise<string>;
  /** A recommendation that was proposed for issue and approved. */
  issued(fields?: Partial<RecommendationFields>): Promise<string>;
  /** One that was accepted, with owner `staff` and a due date. */
  accepted(fields?: Partial<RecommendationFields>): Promise<string>;
  /** One on which work goes on. */
  started(fields?: Partial<RecommendationFields>): Promise<string>;
  versionOf(table: string, id: string): Promise<number>;
}

interface RecommendationFields {
  code: string;
  title: string;
  text: string;
  criticality: Criticality;
  confidentiality: Confidentiality;
  leadEntityId: string;
  themes: string[];
}

type Grant = Omit<z.input<typeof GiveGrant>, 'personId' | 'reason'>;

/** Founds an installation, as a demo if it is to have a clock of its own, and fills it with the small world. */
export async function createSmallWorld(store: Store, simulatedClock = false): Promise<SmallWorld> {
  await found(store, {
    name: 'Test installation',
    simulatedClock,
    administrator: { name: 'Ada Administrator', email: 'administrator@test.example' },
  });
  const people = {} as Record<Person, string>;
  const { rows } = await store.pool.query<{ id: string }>('select id from person');
  people.administrator = rows[0]?.id ?? '';
  const administrator = () => store.actors.of(people.administrator);
  const entities = await createEntities(store, await administrator());
  const grants: Record<Exclude<Person, 'administrator'>, Grant> = {
    editor: { role: 'staff', scopeType: 'installation' },
    staff: { role: 'staff', scopeType: 'entity', scopeId: entities.lead },
    manager: { role: 'manager', scopeType: 'entity', scopeId: entities.lead },
    director: { role: 'manager', scopeType: 'installation' },
    auditor: { role: 'auditor', scopeType: 'installation', verifies: true },
    observer: { role: 'observer', scopeType: 'installation' },
    stranger: { role: 'staff', scopeType: 'entity', scopeId: entities.other },
    strangersManager: { role: 'manager', scopeType: 'entity', scopeId: entities.other },
  };
  for (const [person, grant] of Object.entries(grants) as [Exclude<Person, 'administrator'>, Grant][]) {
    people[person] = await createPerson(store, await administrator(), person, grant);
  }
  await setPassword(store, await administrator(), people.administrator);
  const actor = (person: Person) => store.actors.of(people[person]);
  const review = await issue(store, await actor('editor'), 'review.create', {
    code: 'test-review',
    title: 'A review for tests',
    date: '2026-01-15',
    commissionedBy: 'Secretary-General',
    summary: 'What happened, and what should be done.',
  });
  return new World(store, people, entities, review.objectId);
}

class World implements SmallWorld {
  private count = 0;

  constructor(
    private readonly store: Store,
    readonly people: Record<Person, string>,
    readonly entities: SmallWorld['entities'],
    readonly reviewId: string,
  ) {}

  emailOf(person: Person): string {
    return `${person}@test.example`;
  }

  actor(person: Person): Promise<Actor> {
    return this.store.actors.of(this.people[person]);
  }

  async versionOf(table: string, id: string): Promise<number> {
    const { rows } = await this.store.pool.query<{ version: number }>(
      `select version from "${table}" where id = $1`,
      [id],
    );
    return rows[0]?.version ?? 0;
  }

  async draft(fields: Partial<RecommendationFields> = {}): Promise<string> {
    const number = (this.count += 1);
    const receipt = await issue(this.store, await this.actor('editor'), 'recommendation.draft', {
      reviewId: this.reviewId,
      code: `R-${number}`,
      title: `Recommendation ${number}`,
      text: 'Do what should have been done.',
      citation: { document: 'The report', section: 'IV.B' },
      addressee: 'Secretariat',
      criticality: 'important',
      leadEntityId: this.entities.lead,
      ...fields,
    });
    return receipt.objectId;
  }

  async issued(fields: Partial<RecommendationFields> = {}): Promise<string> {
    const id = await this.draft(fields);
    await this.carry(id, 'editor', 'director', { transition: 'issue' });
    return id;
  }

  async accepted(fields: Partial<RecommendationFields> = {}): Promise<string> {
    const id = await this.issued(fields);
    await this.carry(id, 'staff', 'manager', {
      transition: 'respond',
      to: 'accepted',
      ownerId: this.people.staff,
      due: { date: '2027-06-30', precision: 'day' },
    });
    return id;
  }

  async started(fields: Partial<RecommendationFields> = {}): Promise<string> {
    const id = await this.accepted(fields);
    const firstAction = { title: 'Begin', dueDate: { date: '2027-03-01', precision: 'month' as const } };
    await issue(
      this.store,
      await this.actor('staff'),
      'recommendation.start',
      { firstAction },
      {
        id,
        version: await this.versionOf('recommendation', id),
      },
    );
    return id;
  }

  private async carry(id: string, by: Person, decider: Person, change: object): Promise<void> {
    const proposal = await issue(
      this.store,
      await this.actor(by),
      'proposal.make',
      { recommendationId: id, change: change as never },
      { version: await this.versionOf('recommendation', id) },
    );
    await issue(
      this.store,
      await this.actor(decider),
      'proposal.approve',
      {},
      { id: proposal.objectId, version: 1 },
    );
  }
}

async function createEntities(store: Store, administrator: Actor): Promise<SmallWorld['entities']> {
  const create = async (name: string, acronym: string, parentId?: string) =>
    (await issue(store, administrator, 'entity.create', { name, acronym, kind: 'department', parentId }))
      .objectId;
  const whole = await create('The whole', 'ALL');
  return {
    whole,
    lead: await create('Lead department', 'LEAD', whole),
    other: await create('Other department', 'OTHER', whole),
  };
}

async function createPerson(
  store: Store,
  administrator: Actor,
  person: Person,
  grant: Grant,
): Promise<string> {
  const { objectId } = await issue(store, administrator, 'person.create', {
    name: `${person[0]?.toUpperCase()}${person.slice(1)} Tester`,
    email: `${person}@test.example`.toLowerCase(),
  });
  await setPassword(store, administrator, objectId);
  await issue(store, administrator, 'grant.give', {
    ...grant,
    personId: objectId,
    reason: 'needed for tests',
  });
  return objectId;
}

async function setPassword(store: Store, administrator: Actor, id: string): Promise<void> {
  passwordHash ??= hashPassword(password);
  const { rows } = await store.pool.query<{ version: number }>('select version from person where id = $1', [
    id,
  ]);
  await issue(
    store,
    administrator,
    'person.set-password',
    { password },
    {
      id,
      version: rows[0]?.version ?? 1,
      secret: { passwordHash: await passwordHash },
    },
  );
}
