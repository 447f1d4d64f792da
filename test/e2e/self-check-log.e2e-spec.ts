import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Pool } from 'pg';
import { codesOf, HouseToCheck } from '../support/house-to-check.js';
import { sha256Of, signCheckpoint, type Signing } from '../support/sign-checkpoint.js';
import { swapLeaves, tamper } from '../support/tamper.js';

describe('the house checks its log, its rows and its counts', () => {
  let house: HouseToCheck;
  beforeAll(async () => {
    house = await HouseToCheck.build();
  });
  afterAll(() => house.drop());

  const harmless = () => Promise.resolve(1);

  test('a sound house has no finding, in the whole and in a sample', async () => {
    expect(await house.checkedAfter(harmless)).toEqual([]);
    expect(await house.checkedAfter(harmless, { seed: 7 })).toEqual([]);
  });

  test('names a row that is not what its history gives, and the fields', async () => {
    const { recommendationId } = house;
    const findings = await house.checkedAfter(({ pool }) =>
      tamper(pool, `update recommendation set closure = 'closed_implemented' where id = $1`, [
        recommendationId,
      ]),
    );
    expect(findings).toMatchObject([{ code: 'row-differs', objectId: recommendationId }]);
    expect(findings[0]?.words).toMatch(/closure$/);
  });

  test('names a row that is gone, and one that came from nowhere', async () => {
    const { objectId } = house.first('action.planned');
    const gone = await house.checkedAfter(({ pool }) =>
      tamper(pool, 'delete from action where id = $1', [objectId]),
    );
    expect(gone).toMatchObject([{ code: 'row-missing', objectType: 'action', objectId }]);
    const stray = await house.checkedAfter(({ pool }) =>
      tamper(
        pool,
        `insert into action select gen_random_uuid(), version, created_at, updated_at, head_hash, recommendation_id,
           title, owner_id, entity_id, due_date, due_precision, state from action limit 1`,
      ),
    );
    expect(stray).toMatchObject([{ code: 'row-stray', objectType: 'action' }]);
  });

  test('names an earlier state that is kept otherwise, one that is gone, and one that nothing began', async () => {
    const { objectId } = house.first('comment.edited');
    const place = { code: 'past-differs', objectType: 'comment', objectId };
    for (const [harm, objectVersion] of [
      [`update comment_past set text = 'other' where id = $1 and version = 2`, 2],
      [`update comment_past set valid_until = now() where id = $1 and version = 1`, 1],
      [`delete from comment_past where id = $1 and version = 3`, 3],
      [`update comment_past set version = 9 where id = $1 and version = 3`, 3],
    ] as const) {
      const findings = await house.checkedAfter(({ pool }) => tamper(pool, harm, [objectId]));
      expect(findings[0]).toMatchObject({ ...place, objectVersion });
      expect(new Set(codesOf(findings))).toEqual(new Set(['past-differs']));
    }
  });

  test('names a leaf whose hash was altered', async () => {
    const { id, index } = house.first('evidence.added');
    const findings = await house.checkedAfter(({ pool }) =>
      tamper(pool, `update leaf set hash = sha256('another') where index = $1`, [index]),
    );
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'leaf-altered', entryId: id, leafIndex: index }),
    );
  });

  test('names a leaf that was deleted, and its entry', async () => {
    const { id, index } = house.first('comment.posted');
    const findings = await house.checkedAfter(({ pool }) =>
      tamper(pool, 'delete from leaf where index = $1', [index]),
    );
    expect(findings).toContainEqual(expect.objectContaining({ code: 'leaf-missing', leafIndex: index }));
    expect(findings).toContainEqual(expect.objectContaining({ code: 'entry-not-in-log', entryId: id }));
  });

  test('names the place of an entry that was deleted with its leaf, and its object', async () => {
    const { id, index, objectId } = house.first('recommendation.started');
    const findings = await house.checkedAfter(async ({ pool }) => {
      await tamper(pool, 'delete from leaf where index = $1', [index]);
      return tamper(pool, 'delete from entry where id = $1', [id]);
    });
    expect(findings).toContainEqual(expect.objectContaining({ code: 'leaf-missing', leafIndex: index }));
    expect(findings).toContainEqual(expect.objectContaining({ code: 'row-differs', objectId }));
  });

  test('names the object whose end was cut off', async () => {
    const { id, index, objectId } = house.last();
    const findings = await house.checkedAfter(async ({ pool }) => {
      await tamper(pool, 'delete from leaf where index = $1', [index]);
      return tamper(pool, 'delete from entry where id = $1', [id]);
    });
    expect(codesOf(findings)).toContain('head-differs');
    expect(findings).toContainEqual(expect.objectContaining({ objectId }));
  });

  test('names an entry that stands in the log before an earlier one of its object', async () => {
    const made = house.first('proposal.made');
    const approved = house.all('proposal.approved').find(({ objectId }) => objectId === made.objectId);
    const findings = await house.checkedAfter(({ pool }) => swapLeaves(pool, made.index, approved?.index));
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'leaf-order', objectId: made.objectId, entryId: approved?.id }),
    );
  });

  test('names the part of the log that two entries of different objects changed places in', async () => {
    const [one, other] = [house.first('entity.created'), house.first('evidence.added')];
    for (const extent of ['all', { seed: 3 }] as const) {
      const findings = await house.checkedAfter(
        ({ pool }) => swapLeaves(pool, one.index, other.index),
        extent,
      );
      expect(findings[0]).toMatchObject({ code: 'node-differs', leafIndex: 0 });
      expect(findings[0]?.words).toContain('the indices 0 to 255');
    }
  });

  test('finds an edge of the tree that was altered, and names its part', async () => {
    for (const extent of ['all', { seed: 3 }] as const) {
      const findings = await house.checkedAfter(
        ({ pool }) => tamper(pool, `update log_head set edge = set_byte(edge, 40, get_byte(edge, 40) # 1)`),
        extent,
      );
      expect(codesOf(findings)).toEqual(['root-differs', 'node-differs']);
    }
  });

  test('finds a node of the tree that was altered, and one that is gone', async () => {
    const altered = await house.checkedAfter(({ pool }) =>
      tamper(pool, `update tree_node set hash = sha256('another') where index = 1`),
    );
    expect(altered).toMatchObject([{ code: 'node-differs', leafIndex: 256 }]);
    const gone = ({ pool }: { pool: Pool }) => tamper(pool, 'delete from tree_node where index = 0');
    expect(codesOf(await house.checkedAfter(gone))).toEqual(['node-differs']);
    expect(codesOf(await house.checkedAfter(gone, { seed: 3 }))).toContain('root-differs');
  });

  test('finds signed checkpoints of another log, of a larger one, and by another key', async () => {
    for (const extent of ['all', { seed: 3 }] as const) {
      const found = (harm: Partial<Signing>) =>
        house.checkedAfter(async ({ pool }) => signCheckpoint(pool, { size: 300, ...harm }), extent);
      expect(await found({})).toEqual([]);
      for (const harm of [
        { root: sha256Of('another') },
        { kept: sha256Of('another') },
        { isForged: true },
        { beyond: 10_000 },
      ])
        expect(new Set(codesOf(await found(harm)))).toEqual(new Set(['checkpoint-differs']));
    }
  });

  test('finds a head of the log that was altered', async () => {
    for (const extent of ['all', { seed: 3 }] as const) {
      const findings = await house.checkedAfter(async ({ pool }) => {
        await tamper(pool, 'alter table log_head drop constraint log_head_edge_is_of_its_size');
        return tamper(pool, 'update log_head set size = size + 1');
      }, extent);
      expect(codesOf(findings)).toContain(extent === 'all' ? 'head-differs' : 'leaf-missing');
    }
  });

  test('finds counts that were altered', async () => {
    const members = await house.checkedAfter(({ pool }) =>
      tamper(pool, `update figure_member set counted = jsonb_set(counted, '{closure}', '"superseded"')`),
    );
    expect(members).toContainEqual(
      expect.objectContaining({ code: 'figures-differ', objectId: house.recommendationId }),
    );
    const cells = await house.checkedAfter(({ pool }) => tamper(pool, 'update figure set count = count + 1'));
    expect(codesOf(cells)).toEqual(['figures-differ']);
  });
});
