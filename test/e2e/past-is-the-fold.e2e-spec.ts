import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ActionQuery,
  axes,
  CommentQuery,
  EntityQuery,
  EvidenceQuery,
  GrantQuery,
  objectTypes,
  PersonQuery,
  ProposalQuery,
  RecommendationQuery,
  RedactionQuery,
  ReviewQuery,
  ThemeQuery,
  type Actor,
  type EntryBody,
  type ObjectType,
  type Opening,
  type StateOf,
} from '#contracts';
import { openedBody } from '#ledger';
import {
  consumeFigures,
  consumePast,
  getProposal,
  getRecommendation,
  getReview,
  listActions,
  listComments,
  listEntities,
  listEvidence,
  listGrants,
  listPeople,
  listProposals,
  listRecommendations,
  listRedactions,
  listReviews,
  listThemes,
  pastTableName,
  readFigures,
  rowShapes,
  sequenceBatch,
  settlePast,
  Store,
} from '#store';
import { evolve } from '#workflow';
import { asOwner } from '../support/as-owner.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { randomActivity, type Activity } from '../support/random-activity.js';
import { Dice } from '../support/random/dice.js';
import { createSmallWorld, type Person, type SmallWorld } from '../support/small-world.js';

interface Entry {
  objectType: ObjectType;
  objectId: string;
  objectVersion: number;
  at: string;
  body: EntryBody;
  openings: Opening[];
}
type State = StateOf[ObjectType];

const seed = Number(process.env['UPHOLD_SEED'] ?? Date.now() % 2 ** 31);
const today = new Date().toISOString().slice(0, 10);

describe(`after random activity (UPHOLD_SEED=${seed})`, () => {
  let database: TestDatabase;
  let store: Store;
  let world: SmallWorld;
  let activity: Activity;
  let entries: Entry[];

  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url);
    world = await createSmallWorld(store);
    activity = await randomActivity(store, world, seed, {
      least: 1200,
      most: 4000,
      isEnough: ({ actions }) =>
        ['recommendation.classified', 'recommendation.closed', 'comment.edited', 'evidence.replaced'].every(
          (action) => actions.has(action),
        ),
    });
    while ((await sequenceBatch(store.pool)) > 0);
    while (await consumePast(store.pool));
    while (await consumeFigures(store.pool));
    const { rows } = await store.pool.query<Entry>(
      `select entry.object_type as "objectType", entry.object_id as "objectId",
         entry.object_version as "objectVersion", entry.at, entry.canon::jsonb -> 'body' as body,
         coalesce(opening.openings, '[]') as openings
       from leaf join entry on entry.id = leaf.entry_id left join opening on opening.entry_id = leaf.entry_id
       where entry.object_type = any($1) order by leaf.index`,
      [objectTypes],
    );
    entries = rows;
  }, 120_000);
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const statesUpTo = (time: string) => {
    const states = new Map<string, { objectType: ObjectType; state: State }>();
    for (const { objectType, objectId, objectVersion, at, body, openings } of entries) {
      if (at > time) continue;
      const { set } = openedBody(body, openings);
      const before = states.get(objectId)?.state ?? null;
      const state = evolve<ObjectType>(
        before,
        { objectId, set },
        {
          at,
          objectVersion,
        },
      );
      states.set(objectId, { objectType, state });
    }
    return states;
  };
  const randomTimes = (count: number) => {
    const dice = new Dice(seed);
    return Array.from({ length: count }, () => dice.one(entries).at);
  };

  test('every row as of any time is the fold of the object’s entries up to it', async () => {
    for (const time of randomTimes(12)) {
      const expected = statesUpTo(time);
      for (const type of objectTypes) {
        const { rows } = await store.pool.query<State>(
          `select ${rowShapes[type].selectList('past')} from ${pastTableName(type)} past
           where updated_at <= $1 and valid_until > $1 order by id`,
          [time],
        );
        const folded = [...expected.values()].filter(({ objectType }) => objectType === type);
        expect(rows).toEqual(
          folded.map(({ state }) => state).sort((one, other) => (one.id < other.id ? -1 : 1)),
        );
      }
    }
  });

  test('the past of an object has no gap and no overlap, and ends in its current row', async () => {
    for (const type of objectTypes) {
      const { rows: torn } = await store.pool.query(
        `select 1 from (select valid_until, lead(updated_at) over (partition by id order by version) as next,
           version, row_number() over (partition by id order by version) as place from ${pastTableName(type)}) steps
         where valid_until is distinct from coalesce(next, 'infinity') or version <> place`,
      );
      expect(torn).toEqual([]);
      const columns = rowShapes[type].columns.join(', ');
      const { rows: apart } = await store.pool.query(
        `(select ${columns} from ${rowShapes[type].table} except select ${columns} from ${pastTableName(type)} where valid_until = 'infinity')
         union all
         (select ${columns} from ${pastTableName(type)} where valid_until = 'infinity' except select ${columns} from ${rowShapes[type].table})`,
      );
      expect(apart).toEqual([]);
    }
  });

  test.each<Person>([
    'director',
    'manager',
    'staff',
    'editor',
    'auditor',
    'observer',
    'administrator',
    'stranger',
  ])('whatever %s is told as of now is what they are told now', async (person) => {
    const actor = await world.actor(person);
    const { rows: clock } = await store.pool.query<{ now: string }>('select clock_timestamp() as now');
    const now = clock[0]?.now ?? '';
    for (const ask of questionsOf(store, actor, activity))
      expect(withoutIndex(await ask(now))).toEqual(withoutIndex(await ask(undefined)));
  });

  test('lists, figures and counts as of any time agree with the fold', async () => {
    const director = await world.actor('director');
    for (const asOf of randomTimes(8)) {
      const day = asOf.slice(0, 10);
      const states = [...statesUpTo(asOf).values()];
      const expected = states.flatMap(({ objectType, state }) =>
        objectType === 'recommendation' ? [state as StateOf['recommendation']] : [],
      );
      const query = RecommendationQuery.parse({ asOf, limit: 200, sort: 'code', order: 'ascending' });
      const { rows } = await listRecommendations(store.readingAs(director), director, query, day);
      const stood = ({ id, version, title, confidentiality }: StateOf['recommendation']) => ({
        id,
        version,
        title,
        confidentiality,
      });
      const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
      expect(rows.map((row) => stood(row as never)).sort(byId)).toEqual(expected.map(stood).sort(byId));
      const figures = await readFigures(store.readingAs(director), director, { asOf });
      expect(figures.total).toBe(expected.length);
      for (const state of axes.closure)
        expect(figures.closure[state]).toBe(expected.filter(({ closure }) => closure === state).length);
      const reviews = await listReviews(
        store.readingAs(director),
        director,
        ReviewQuery.parse({ asOf }),
        day,
      );
      const counted = reviews.rows.reduce((sum, { recommendationCount }) => sum + recommendationCount, 0);
      expect(counted).toBe(expected.length);
    }
  });

  test('the keeper may be run beside itself, and again from the beginning', async () => {
    const before = await everyVersion(store);
    await asOwner(store.pool, `truncate ${objectTypes.map(pastTableName).join()}`);
    await store.pool.query(`update consumer set leaf_index = -1 where name = 'past'`);
    const keep = async () => {
      while (await consumePast(store.pool));
    };
    await Promise.all([keep(), keep(), keep()]);
    expect(await everyVersion(store)).toEqual(before);
    const { rows } = await store.pool.query<{ size: number }>('select size from log_head');
    expect(await settlePast(store.pool, entries.at(-1)?.at ?? '')).toBe((rows[0]?.size ?? 0) - 1);
  });
});

async function everyVersion(store: Store): Promise<unknown[]> {
  const kept = await Promise.all(
    objectTypes.map((type) =>
      store.pool.query(
        `select ${rowShapes[type].columns.join()}, valid_until::text, leaf_index from ${pastTableName(type)} order by id, version`,
      ),
    ),
  );
  return kept.map(({ rows }) => rows);
}

/** What the kept figures are exact as of is theirs to say. */
const withoutIndex = (answer: unknown) =>
  answer && typeof answer === 'object' ? { ...answer, asOfIndex: undefined } : answer;

function questionsOf(store: Store, actor: Actor, { glimpse }: Activity) {
  const recommendationId = glimpse.all('recommendation')[0]?.id ?? '';
  const limit = 200;
  type Ask = (asOf: string | undefined) => Promise<unknown>;
  const recommendations = [
    {},
    { sort: 'due' },
    { sort: 'criticality' },
    { overdue: 'true' },
    { search: 'the' },
    { closure: 'open', sort: 'code' },
  ].map(
    (query): Ask =>
      (asOf) =>
        listRecommendations(
          store.readingAs(actor),
          actor,
          RecommendationQuery.parse({ ...query, limit, asOf }),
          today,
        ),
  );
  const proposals = ['all', 'mine', 'waiting-for-me'].map(
    (queue): Ask =>
      (asOf) =>
        listProposals(store.readingAs(actor), actor, ProposalQuery.parse({ queue, limit, asOf })),
  );
  const lists: Ask[] = [
    (asOf) => listReviews(store.readingAs(actor), actor, ReviewQuery.parse({ limit, asOf }), today),
    (asOf) => readFigures(store.readingAs(actor), actor, { asOf }),
    (asOf) => listThemes(store.readingAs(actor), actor, ThemeQuery.parse({ limit, asOf })),
    (asOf) => listActions(store.readingAs(actor), actor, ActionQuery.parse({ limit, asOf }), today),
    (asOf) => listEvidence(store.readingAs(actor), actor, EvidenceQuery.parse({ limit, asOf })),
    (asOf) =>
      listComments(store.readingAs(actor), actor, CommentQuery.parse({ recommendationId, limit, asOf })),
    (asOf) => listRedactions(store.readingAs(actor), actor, RedactionQuery.parse({ limit, asOf })),
    (asOf) => listEntities(store.readingAs(actor), actor, EntityQuery.parse({ limit, asOf })),
    (asOf) => listPeople(store.readingAs(actor), actor, PersonQuery.parse({ limit, asOf })),
    (asOf) => listGrants(store.readingAs(actor), actor, GrantQuery.parse({ limit, asOf })),
  ];
  const single = glimpse
    .all('recommendation')
    .flatMap(({ id, reviewId }): Ask[] => [
      (asOf) => getRecommendation(store.readingAs(actor), actor, id, today, asOf),
      (asOf) => getReview(store.readingAs(actor), actor, reviewId, today, asOf),
    ]);
  const asked = glimpse
    .all('proposal')
    .slice(0, 20)
    .map(
      ({ id }): Ask =>
        (asOf) =>
          getProposal(store.readingAs(actor), actor, id, asOf),
    );
  return [...recommendations, ...proposals, ...lists, ...single, ...asked];
}
