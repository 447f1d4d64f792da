import { expect } from '@jest/globals';
import type { Pool } from 'pg';
import type { Actor, ActorGrant } from '#contracts';
import { Store, type Questions } from '#store';
import { createTestDatabase, type TestDatabase } from './database.js';
import { holdGrants } from './hold-grants.js';
import { manyIds } from './many-rows.js';
import { planOf, tablesScanned } from './plans.js';
import { questionsAmong, statementsOf, type Statement } from './statements.js';

let granted = 0;
const grant = (
  role: ActorGrant['role'],
  scopeType: ActorGrant['scopeType'] = 'installation',
  scopeId: string | null = null,
): ActorGrant => ({
  id: manyIds.review((granted += 1)),
  role,
  scopeType,
  scopeId,
  entityIds: scopeType === 'entity' && scopeId ? [scopeId, manyIds.entity(20), manyIds.entity(21)] : [],
  verifies: true,
});
let people = 11;
const person = (...grants: ActorGrant[]): Actor => ({ personId: manyIds.person(people++), grants });

/** People with different rights among the many rows. */
export const manyPeople = {
  director: person(grant('manager')),
  auditor: person(grant('auditor')),
  observer: person(grant('observer')),
  'staff of an entity': person(grant('staff', 'entity', manyIds.entity(5))),
  'manager of an entity': person(grant('manager', 'entity', manyIds.entity(5))),
  'auditor of a review': person(grant('auditor', 'review', manyIds.review(3))),
  'staff of one recommendation': person(grant('staff', 'recommendation', manyIds.recommendation(77))),
  'somebody with many roles': person(
    grant('staff', 'entity', manyIds.entity(5)),
    grant('auditor', 'review', manyIds.review(3)),
    grant('observer'),
  ),
};
const allOfThem = Object.keys(manyPeople) as (keyof typeof manyPeople)[];

/** Words and themes are looked for beforehand. */
const isNoLookUp = ({ name }: Statement): boolean => !name?.startsWith('found_');

interface Setting {
  fill: (pool: Pool) => Promise<void>;
  /** Who of `manyPeople` asks; without it, all. */
  askedBy?: (keyof typeof manyPeople)[];
  /** The tables that no question may read from end to end. */
  large: string[];
}

/** A database of many rows, in which every question must be answered through indexes. */
export class HouseOfManyRows {
  private constructor(
    private readonly database: TestDatabase,
    readonly store: Store,
    private readonly statements: Statement[],
    private readonly setting: Setting,
  ) {}

  static async open(setting: Setting): Promise<HouseOfManyRows> {
    const database = await createTestDatabase();
    const store = await Store.open(database.url);
    await setting.fill(store.pool);
    for (const actor of Object.values(manyPeople)) await holdGrants(store, actor);
    return new HouseOfManyRows(database, store, statementsOf(store.pool), setting);
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.database.drop();
  }

  /** The statements that are sent for a piece of work. */
  async sentFor(work: () => Promise<unknown>): Promise<Statement[]> {
    this.statements.length = 0;
    await work();
    return questionsAmong(this.statements);
  }

  /** Runs a question for everybody, and expects one statement, after one that looks for words, that reads no large table from end to end. */
  mustUseIndexes(ask: (actor: Actor) => Promise<unknown>): Promise<void> {
    return this.mustScanNothing(ask, (sent) => expect(sent.filter(isNoLookUp)).toHaveLength(1));
  }

  /** The same for a question of as many statements as the test expects. */
  async mustScanNothing(
    ask: (actor: Actor) => Promise<unknown>,
    expectSent: (sent: Statement[]) => void,
  ): Promise<void> {
    for (const name of this.setting.askedBy ?? allOfThem) {
      const sent = await this.sentFor(() => ask(manyPeople[name]));
      expectSent(sent);
      for (const statement of new Map(sent.map((one) => [one.text, one])).values()) {
        const scanned = await this.scannedBy(statement, this.store.readingAs(manyPeople[name]));
        if (scanned.length > 0) throw new Error(`${name} reads all of ${scanned.join()}: ${statement.text}`);
      }
    }
  }

  /** The large tables that a statement reads from end to end. */
  async scannedBy(statement: Statement, reader: Questions = this.store.pool): Promise<string[]> {
    return tablesScanned(await planOf(reader, statement), this.setting.large);
  }
}
