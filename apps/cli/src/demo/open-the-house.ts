import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { found, hashPassword } from '#store';
import { checkout } from '../checkout.js';
import { decode } from '../import/decode.js';
import { importText } from '../import/import-text.js';
import {
  demoPassword,
  emailOf,
  entities,
  everybody,
  founder,
  partOf,
  type EntityKey,
  type Who,
} from './cast.js';
import { commandOf, type Stage } from './stage.js';

/** The facts of the real reviews, as an import document. */
const reviewsFile = join(checkout, 'apps', 'cli', 'demo-data', 'real-reviews.json');

/** Founds the demo and opens entities, accounts and grants. */
export async function openTheHouse(stage: Stage, day: number): Promise<void> {
  const administrator = { name: partOf(founder).name, email: emailOf(founder) };
  const receipt = await found(
    stage.store,
    { name: 'Uphold demo (invented people and activity)', simulatedClock: true, administrator },
    stage.clock.next(day),
  );
  const personId = receipt?.entries.find(({ objectType }) => objectType === 'person')?.objectId;
  if (!personId) throw new Error('the demo is founded already');
  stage.keep(`person ${founder}`, personId);
  for (const key of Object.keys(entities) as EntityKey[]) await addEntity(stage, day, key);
  for (const who of everybody) if (who !== founder) await openAccount(stage, day, who);
  await setPasswords(stage, day);
}

function addEntity(stage: Stage, day: number, key: EntityKey) {
  const { name, kind, under } = entities[key];
  const parentId = under && stage.idOf(`entity ${under}`);
  const command = commandOf('entity.create', stage.fresh(`entity ${key}`), {
    name,
    kind,
    acronym: key,
    parentId,
  });
  return stage.issue(day, founder, command);
}

async function openAccount(stage: Stage, day: number, who: Who): Promise<void> {
  const { name, language, role, in: scope, verifies } = partOf(who);
  const personId = stage.fresh(`person ${who}`);
  const account = { name, email: emailOf(who), ...(language && { language }) };
  await stage.issue(day, founder, commandOf('person.create', personId, account));
  for (const key of scope ?? [null]) {
    const grant = {
      personId,
      role,
      scopeType: key ? ('entity' as const) : ('installation' as const),
      scopeId: key && stage.idOf(`entity ${key}`),
      verifies: verifies ?? false,
      reason: 'Part in the demo',
    };
    await stage.issue(day, founder, commandOf('grant.give', stage.fresh(`grant ${who} ${key}`), grant));
  }
}

async function setPasswords(stage: Stage, day: number): Promise<void> {
  const hashes = await Promise.all(everybody.map(() => hashPassword(demoPassword)));
  for (const [place, who] of everybody.entries()) {
    const command = commandOf('person.set-password', stage.person(who), { password: demoPassword });
    await stage.issue(day, founder, command, { passwordHash: hashes[place] ?? '' });
  }
}

/** Brings the real reviews in through the product's own import, as the editor. */
export async function importReviews(stage: Stage, day: number): Promise<void> {
  const editor = await stage.store.actors.of(stage.person('mei'));
  const text = decode(await readFile(reviewsFile));
  const outcome = await importText(stage.store, editor, text, { clock: () => stage.clock.next(day) });
  const faults = outcome.bad.flatMap((row) => row.faults.map((fault) => `${row.place} ${fault}`));
  if (outcome.ending !== 'written')
    throw new Error(`the demo's reviews were not imported: ${faults.join('; ')}`);
  const { rows } = await stage.store.pool.query<{ code: string; id: string }>(
    'select code, id from recommendation',
  );
  for (const { code, id } of rows) stage.keep(`recommendation ${code}`, id);
}
