import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkHistory } from '#store';
import { codesOf, HouseToCheck } from '../support/house-to-check.js';
import { tamper } from '../support/tamper.js';

describe('the house checks its entries', () => {
  let house: HouseToCheck;
  beforeAll(async () => {
    house = await HouseToCheck.build();
  });
  afterAll(() => house.drop());

  test.each(['all', { seed: 1 }] as const)('names an entry that a superuser altered (%j)', async (extent) => {
    const { id, objectId } = house.first('recommendation.started');
    const findings = await house.checkedAfter(
      ({ pool }) =>
        tamper(pool, `update entry set canon = replace(canon, 'in_progress', 'on_hold') where id = $1`, [id]),
      extent,
    );
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'entry-altered', entryId: id, objectType: 'recommendation', objectId }),
    );
    expect(new Set(codesOf(findings))).toEqual(
      new Set(['entry-altered', 'row-differs', 'figures-differ', 'past-differs']),
    );
  });

  test('names an entry whose hash was altered along with its bytes', async () => {
    const { id } = house.first('recommendation.started');
    const findings = await house.checkedAfter(({ pool }) =>
      tamper(
        pool,
        `with changed as (select id, replace(canon, 'in_progress', 'on_hold') as canon from entry where id = $1)
         update entry set canon = changed.canon,
           hash = sha256('\\x00'::bytea || convert_to(changed.canon, 'UTF8')) from changed where changed.id = entry.id`,
        [id],
      ),
    );
    expect(findings).toContainEqual(expect.objectContaining({ code: 'leaf-altered', entryId: id }));
    expect(codesOf(findings)).toContain('row-differs');
  });

  test('names bytes that say the same in another form', async () => {
    const { id } = house.first('review.created');
    const findings = await house.checkedAfter(({ pool }) =>
      tamper(pool, `update entry set canon = ' ' || canon where id = $1`, [id]),
    );
    expect(findings.filter(({ entryId }) => entryId === id).map(({ code }) => code)).toEqual([
      'entry-altered',
      'entry-form',
    ]);
  });

  test('names an entry whose columns say something else than its bytes', async () => {
    const { id } = house.first('proposal.approved');
    const findings = await house.checkedAfter(({ pool }) =>
      tamper(pool, `update entry set actor_id = gen_random_uuid() where id = $1`, [id]),
    );
    expect(codesOf(findings).sort()).toEqual(['entry-columns', 'leaf-columns']);
    expect(findings.every(({ entryId }) => entryId === id)).toBe(true);
  });

  test('names an entry that was filed under another recommendation, in the log too', async () => {
    const { id } = house.first('action.planned');
    const findings = await house.checkedAfter(async ({ pool }) => {
      await tamper(pool, `update leaf set recommendation_id = null where entry_id = $1`, [id]);
      return tamper(pool, `update entry set recommendation_id = null where id = $1`, [id]);
    });
    expect(findings).toMatchObject([{ code: 'entry-columns', entryId: id }]);
  });

  test('names two entries of one object that were swapped', async () => {
    const [one, other] = house.all('comment.edited');
    const findings = await house.checkedAfter(({ pool }) =>
      tamper(
        pool,
        `update entry set canon = swapped.canon, hash = swapped.hash from entry swapped
         where entry.id in ($1, $2) and swapped.id in ($1, $2) and swapped.id <> entry.id`,
        [one?.id, other?.id],
      ),
    );
    for (const entry of [one, other])
      for (const code of ['entry-columns', 'chain-broken', 'leaf-altered'] as const)
        expect(findings).toContainEqual(expect.objectContaining({ code, entryId: entry?.id }));
  });

  test('names an opening that was altered, one that is gone, and one too many', async () => {
    const { id } = house.last('comment.posted');
    const altered = await house.checkedAfter(({ pool }) =>
      tamper(
        pool,
        `update opening set openings = jsonb_set(openings, '{0,value}', '"other"') where entry_id = $1`,
        [id],
      ),
    );
    expect(altered).toContainEqual(expect.objectContaining({ code: 'opening-altered', entryId: id }));
    const gone = await house.checkedAfter(({ pool }) =>
      tamper(pool, 'delete from opening where entry_id = $1', [id]),
    );
    expect(gone).toContainEqual(expect.objectContaining({ code: 'opening-missing', entryId: id }));
    const stray = await house.checkedAfter(({ pool }) =>
      tamper(
        pool,
        `update opening set openings = openings || jsonb_build_array(jsonb_set(openings -> 0, '{path}', '"/set/other"'))
         where entry_id = $1`,
        [id],
      ),
    );
    expect(stray).toMatchObject([{ code: 'opening-stray', entryId: id }]);
  });

  test('believes no mark of a redaction that nobody approved', async () => {
    const { id } = house.last('comment.posted');
    const findings = await house.checkedAfter(({ pool }) =>
      tamper(
        pool,
        `update opening set openings = '[]', redacted = jsonb_build_array(jsonb_build_object(
           'path', openings -> 0 ->> 'path', 'by', $1::text)) where entry_id = $1::uuid`,
        [id],
      ),
    );
    expect(findings).toContainEqual(expect.objectContaining({ code: 'redaction-unproved', entryId: id }));
  });

  test('stops where it is told to', async () => {
    const stop = new AbortController();
    stop.abort();
    await house.inCopy((store) =>
      expect(checkHistory(store, 'all', { signal: stop.signal })).rejects.toThrow(/abort/i),
    );
  });
});
