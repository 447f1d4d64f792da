import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Command, ObjectType, RecommendationState } from '#contracts';
import { commit, type Store } from '#store';
import { decide, evolve, type World } from '#workflow';
import type { Changes } from '../works/changes.js';

interface Statement {
  name?: string;
  text: string;
  values: unknown[];
}

/** What a change sends besides its history: what it reads and locks, and the answer that it keeps. */
interface Template {
  reads: Statement[];
  objectId: string;
  actorId: string;
  key: string;
  receipt: string;
}

const write = {
  name: 'bench-change-without-history',
  text: `with changed as (update recommendation set implementation = $1 where id = $2)
    insert into idempotency (actor_id, key, request, receipt) values ($3, $4, $5, $6)`,
};

/**
 * The same change as a command makes, without its history: the statements with which it reads and locks, the new row
 * and the kept answer, on the same connections. Rights are not asked, so it does a little less than a house without
 * history would. What it changes must be put back, since no entry tells of it.
 */
export class WithoutHistory {
  private readonly changed = new Map<string, string>();

  private constructor(
    private readonly store: Store,
    private readonly changes: Changes,
    private readonly template: Template,
  ) {}

  /** Learns the statements from one real change. */
  static async learn(store: Store, changes: Changes): Promise<WithoutHistory> {
    // What the first change alone asks for is no part of a change.
    await store.receiptSigner?.key();
    const { actor, command, context, learn } = changes.command();
    const heard = await heardWhile(async () => {
      const receipt = await commit(store, actor, command, context);
      learn();
      return receipt;
    });
    const ends = /^(begin|commit|rollback)$|pg_notify/;
    return new WithoutHistory(store, changes, {
      reads: heard.statements.filter(({ text }) => !ends.test(text) && !text.startsWith('with row_0')),
      objectId: command.objectId,
      actorId: actor.personId,
      key: context.idempotencyKey ?? '',
      receipt: JSON.stringify(heard.result),
    });
  }

  /** Carries the next change out. */
  async run(): Promise<void> {
    const { actor, command, leave } = this.changes.command();
    const key = randomUUID();
    const { reads, receipt, ...known } = this.template;
    const fresh = new Map([
      [known.objectId, command.objectId],
      [known.actorId, actor.personId],
      [known.key, key],
    ]);
    const implementation = command.name === 'recommendation.hold' ? 'on_hold' : 'in_progress';
    await this.store.transaction(async (client, last) => {
      const found = await Promise.all(
        reads.map((read) =>
          client.query<object>({ ...read, values: read.values.map((value) => renewed(value, fresh)) }),
        ),
      );
      decideAgain(
        command,
        actor.personId,
        found.flatMap(({ rows }) => rows),
      );
      const values = [implementation, command.objectId, actor.personId, key, Buffer.alloc(32), receipt];
      last.push(client.query({ ...write, values }));
    });
    this.changed.set(command.objectId, implementation === 'on_hold' ? 'in_progress' : 'on_hold');
    leave();
  }

  /** Puts back what was changed. */
  async putBack(): Promise<void> {
    await this.store.pool.query(
      `update recommendation set implementation = before.implementation
       from unnest($1::uuid[], $2::text[]) as before (id, implementation) where recommendation.id = before.id`,
      [[...this.changed.keys()], [...this.changed.values()]],
    );
    this.changed.clear();
  }
}

/** Decides and folds as the command does; where it leads is known already. */
function decideAgain(command: Command, actorId: string, rows: readonly object[]): void {
  const recommendation = rows.find((row) => 'implementation' in row) as RecommendationState | undefined;
  if (!recommendation) throw new Error('the change read no recommendation');
  const at = new Date().toISOString();
  // Between two changes without history the row says what the last one made of it; the deciding is the same work.
  const implementation = command.name === 'recommendation.hold' ? 'in_progress' : 'on_hold';
  const world = { recommendation: { ...recommendation, implementation }, openProposals: [] } as World;
  for (const event of decide(command, world, {
    at,
    actorId,
    onBehalfOfId: null,
    freshIds: [randomUUID(), randomUUID()],
  }))
    evolve<ObjectType>(world.recommendation ?? null, event, {
      at,
      objectVersion: recommendation.version + 1,
    });
}

function renewed(value: unknown, fresh: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return fresh.get(value) ?? value;
  return Array.isArray(value) ? value.map((one: unknown) => renewed(one, fresh)) : value;
}

async function heardWhile<T>(work: () => Promise<T>): Promise<{ statements: Statement[]; result: T }> {
  const statements: Statement[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [asked, values] = given as [string | Partial<Statement>, unknown[] | undefined];
    const { name, text = '', values: own } = typeof asked === 'string' ? { text: asked } : asked;
    statements.push({ ...(name && { name }), text, values: own ?? values ?? [] });
    return (query as (...given: unknown[]) => unknown).apply(this, given);
  } as typeof query;
  try {
    return { statements, result: await work() };
  } finally {
    pg.Client.prototype.query = query;
  }
}
