import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { Actor, Receipt } from '#contracts';
import { openDatabase, type DatabaseOptions } from './database.js';
import { Bell } from './log/bell.js';
import { Actors } from './people/actors.js';
import { mayChangeRights, type RightsChange } from './people/rights-changes.js';
import { RightsWatch } from './people/rights-watch.js';
import { Sessions } from './people/sessions.js';
import { Reader } from './reading/reader.js';
import { Settings } from './people/settings.js';
import { SecretBox, type SecretKeys } from './secrets/secret-box.js';
import { Tokens } from './people/tokens.js';
import { ReceiptSigner } from './signing/receipt-signer.js';
import { installationOf } from './signing/signer.js';
import { inTransaction, type LastStatements } from './transaction.js';

/** Types of objects that decide who may do what. */
const ofRights = new Set(['entity', 'grant', 'delegation', 'emergency-access', 'person']);

export interface StoreOptions extends DatabaseOptions {
  /** Root of the key folders; without one, receipts are not signed. */
  keysFolder?: string;
  /** Keys with which secrets are sealed, see `SecretKeys`; without them one is made in the key folder. */
  secretKeys?: string | undefined;
}

/** Everything that is kept, opened: what doors pass on to commands and queries. */
export class Store {
  readonly pool: Pool;
  readonly bell: Bell;
  /** Tells what changed who may do or read what. */
  readonly rights: RightsWatch;
  readonly actors: Actors;
  readonly sessions: Sessions;
  /** How the installation is set. */
  readonly settings: Settings;
  readonly secrets: SecretBox;
  readonly tokens: Tokens;
  /** Null where receipts are not signed. */
  readonly receiptSigner: ReceiptSigner | null;

  private constructor(
    readonly source: DataSource,
    readonly url: string,
    { pool, keysFolder, secretKeys }: { pool: Pool } & SecretKeys,
    private readonly closeDatabase: () => Promise<void>,
  ) {
    this.pool = pool;
    this.bell = new Bell(pool);
    this.rights = new RightsWatch(pool);
    this.rights.onChanges((changes) => this.forgetRights(changes));
    this.actors = new Actors(pool, this.rights);
    this.sessions = new Sessions(pool);
    this.settings = new Settings(pool);
    this.secrets = new SecretBox(() => installationOf(pool), { keysFolder, secretKeys });
    this.tokens = new Tokens(pool);
    this.receiptSigner = keysFolder === undefined ? null : new ReceiptSigner(pool, keysFolder);
  }

  static async open(url: string, options: StoreOptions = {}): Promise<Store> {
    const { keysFolder, secretKeys, ...databaseOptions } = options;
    const { source, pool, close } = await openDatabase(url, databaseOptions);
    return new Store(source, url, { pool, keysFolder, secretKeys }, close);
  }

  async close(): Promise<void> {
    this.bell.stop();
    this.rights.stop();
    await this.closeDatabase();
  }

  /** Runs `work` in a transaction: committed when it returns, undone when it throws. */
  transaction<T>(work: (client: PoolClient, last: LastStatements) => Promise<T>): Promise<T> {
    return inTransaction(this.pool, work);
  }

  /** What answers this person is read through here: the database tells it no more than they may read. */
  readingAs({ personId }: Pick<Actor, 'personId'>): Reader {
    return Reader.over(this.pool, personId);
  }

  /** Called once a change is in the database: this node's memory follows at once, the others by the feed. */
  committed(receipt: Receipt): void {
    for (const { objectType } of receipt.entries) this.noticeChange(objectType, null);
    this.bell.ring();
    if (!receipt.entries.some(({ action }) => mayChangeRights(action))) return;
    this.rights.look().catch(() => {
      // Looked for again by the clock and before the next answer; a database that is gone is told by who asks it.
    });
  }

  /** Drops what is remembered of accounts when an entry changes them. */
  noticeChange(objectType: string, objectId: string | null): void {
    if (objectType === 'installation') this.settings.forget();
    if (ofRights.has(objectType)) this.actors.forgetAll();
    if (objectType !== 'person') return;
    for (const opened of [this.sessions, this.tokens]) {
      if (objectId) opened.forgetPerson(objectId);
      else opened.forgetAll();
    }
  }

  /** Drops a session or token that ended. */
  noticeEnding(id: string): void {
    this.sessions.forget(id);
    this.tokens.forget(id);
  }

  private forgetRights(changes: readonly RightsChange[]): void {
    const ofPeople = changes.filter(({ recommendation }) => !recommendation);
    if (ofPeople.length > 0) this.actors.forgetAll();
    for (const { personId } of ofPeople) {
      for (const opened of [this.sessions, this.tokens]) {
        if (personId) opened.forgetPerson(personId);
        else opened.forgetAll();
      }
    }
  }
}
