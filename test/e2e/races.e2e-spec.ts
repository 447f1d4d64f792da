import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Refusal, type CommandName, type CommandRequest, type Receipt } from '#contracts';
import { sequenceBatch, Store } from '#store';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { issue } from '../support/issue-command.js';
import { judgeLog } from '../support/judge-log.js';
import { createSmallWorld, type Person, type SmallWorld } from '../support/small-world.js';
import { expectSoundLog } from '../support/sound-log.js';

/** Rounds of each race: `npm run races` asks for 500. */
const rounds = Number(process.env['UPHOLD_RACE_ROUNDS'] ?? 100);
const atOnce = 4;
/** In milliseconds, on a slow machine. */
const timeout = 30_000 + rounds * 500;

describe(`races between two nodes, ${rounds} rounds each`, () => {
  let database: TestDatabase;
  let nodes: [Store, Store];
  let world: SmallWorld;
  beforeAll(async () => {
    database = await createTestDatabase();
    nodes = [await Store.open(database.url), await Store.open(database.url)];
    world = await createSmallWorld(nodes[0]);
  });
  afterAll(async () => {
    while ((await sequenceBatch(nodes[0].pool)) > 0);
    await expectSoundLog(nodes[0].pool);
    const { faults, unproved } = await judgeLog(nodes[0]);
    await Promise.all(nodes.map((node) => node.close()));
    await database.drop();
    expect({ faults, unproved }).toEqual({ faults: [], unproved: [] });
  }, timeout);

  /** Sends a command from one of the nodes; answers its receipt, or the code with which it is refused. */
  const send = async <N extends CommandName>(
    node: 0 | 1,
    person: Person | string,
    name: N,
    input: CommandRequest<N>,
    target: Parameters<typeof issue>[4] = {},
  ): Promise<Receipt | string> => {
    const id = world.people[person as Person] ?? person;
    try {
      return await issue(nodes[node], await nodes[node].actors.of(id), name, input, target);
    } catch (fault) {
      if (fault instanceof Refusal) return fault.code;
      throw fault;
    }
  };
  const must = async (sent: Promise<Receipt | string>): Promise<string> => {
    const answer = await sent;
    if (typeof answer === 'string') throw new Error(`refused as '${answer}'`);
    return answer.objectId;
  };
  const inRounds = async (race: (round: number) => Promise<void>) => {
    for (let done = 0; done < rounds; done += atOnce)
      await Promise.all(
        Array.from({ length: Math.min(atOnce, rounds - done) }, (_, place) => race(done + place)),
      );
  };
  const asked = async () => {
    const recommendationId = await world.draft();
    const change = { transition: 'issue' } as const;
    const id = await must(send(0, 'editor', 'proposal.make', { recommendationId, change }));
    return { id, recommendationId };
  };
  const standingOf = async (id: string) => {
    const { rows } = await nodes[0].pool.query<{
      state: string;
      by: string[];
      issuance: string;
      text: string;
    }>(
      `select proposal.state, issuance, text,
         array(select decision ->> 'by' from jsonb_array_elements(decisions) decision) as by
       from proposal join recommendation on recommendation.id = recommendation_id where proposal.id = $1`,
      [id],
    );
    return rows[0] as (typeof rows)[0];
  };
  const isDone = (answer: Receipt | string) => typeof answer !== 'string';

  test(
    'two managers decide at once: one decides',
    async () => {
      await inRounds(async (round) => {
        const { id } = await asked();
        const other = round % 2 ? 'proposal.approve' : 'proposal.reject';
        const [one, two] = await Promise.all([
          send(0, 'manager', 'proposal.approve', {}, { id }),
          send(1, 'director', other, { reason: 'So.' }, { id }),
        ]);
        const { state, by, issuance } = await standingOf(id);
        expect([isDone(one), isDone(two)].filter(Boolean)).toHaveLength(1);
        expect(isDone(one) ? two : one).toBe('proposal-not-open');
        const isApproved = isDone(one) || other === 'proposal.approve';
        expect({ state, issuance }).toEqual(
          isApproved ? { state: 'approved', issuance: 'issued' } : { state: 'rejected', issuance: 'draft' },
        );
        expect(by).toEqual([world.people[isDone(one) ? 'manager' : 'director']]);
      });
    },
    timeout,
  );

  test(
    'an edit against an approval: what is approved is what was asked',
    async () => {
      await inRounds(async () => {
        const { id, recommendationId } = await asked();
        const [edited, approved] = await Promise.all([
          send(0, 'editor', 'recommendation.edit', { text: 'Quite other words.' }, { id: recommendationId }),
          send(1, 'director', 'proposal.approve', {}, { id }),
        ]);
        const { state, issuance, text } = await standingOf(id);
        if (isDone(edited)) {
          expect(approved).toBe('proposal-out-of-date');
          expect({ state, issuance, text }).toEqual({
            state: 'voided',
            issuance: 'draft',
            text: 'Quite other words.',
          });
        } else {
          expect(['wrong-state', 'not-permitted']).toContain(edited);
          expect(isDone(approved)).toBe(true);
          expect({ state, issuance }).toEqual({ state: 'approved', issuance: 'issued' });
          expect(text).not.toBe('Quite other words.');
        }
      });
    },
    timeout,
  );

  /** Whoever was first wins; whoever comes after the end has no right any more, whatever their node remembers. */
  const expectOneOutcome = async (id: string, decided: Receipt | string, decider: string) => {
    const { state, by } = await standingOf(id);
    if (isDone(decided)) expect({ state, by }).toEqual({ state: 'approved', by: [decider] });
    else expect({ decided, state, by }).toEqual({ decided: 'not-found', state: 'open', by: [] });
  };
  const newcomer = (round: number, kind: string) =>
    must(
      send(0, 'administrator', 'person.create', {
        name: `Newcomer ${round}`,
        email: `${kind}-${round}@test.example`,
      }),
    );
  const endedBefore = async (rightId: string, receipt: Receipt) => {
    const { rows } = await nodes[0].pool.query<{ isEarlier: boolean }>(
      `select decided.seq < ended.seq as "isEarlier"
       from (select coalesce(min(seq), 0) as seq from pending where entry_id = any($2::uuid[])) decided,
         (select coalesce(min(seq), 0) as seq from pending join entry on entry.id = entry_id where object_id = $1
            and action like '%.ended') ended`,
      [rightId, receipt.entries.map(({ id }) => id)],
    );
    return rows[0]?.isEarlier === false;
  };

  test(
    'a delegation that ends during a decision: a decision stands only if it came first',
    async () => {
      await inRounds(async (round) => {
        const { id } = await asked();
        const toId = await newcomer(round, 'deputy');
        const delegation = await must(
          send(0, 'manager', 'delegation.give', {
            toId,
            scopeType: 'entity',
            scopeId: world.entities.lead,
            deeds: ['proposal.approve'],
            endsAt: new Date(Date.now() + 86_400_000).toISOString(),
            reason: 'Away.',
          }),
        );
        const [ended, decided] = await Promise.all([
          send(0, 'manager', 'delegation.end', { reason: 'Back.' }, { id: delegation }),
          send(1, toId, 'proposal.approve', {}, { id }),
        ]);
        expect(isDone(ended)).toBe(true);
        await expectOneOutcome(id, decided, toId);
        if (typeof decided !== 'string') expect(await endedBefore(delegation, decided)).toBe(false);
      });
    },
    timeout,
  );

  test(
    'a grant that ends during a decision: a decision stands only if it came first',
    async () => {
      await inRounds(async (round) => {
        const { id } = await asked();
        const personId = await newcomer(round, 'acting');
        const scope = { scopeType: 'entity', scopeId: world.entities.lead } as const;
        const given = { personId, role: 'manager', ...scope, reason: 'Acting.' } as const;
        const grant = await must(send(0, 'administrator', 'grant.give', given));
        const [ended, decided] = await Promise.all([
          send(0, 'administrator', 'grant.end', { reason: 'Over.' }, { id: grant }),
          send(1, personId, 'proposal.approve', {}, { id }),
        ]);
        expect(isDone(ended)).toBe(true);
        await expectOneOutcome(id, decided, personId);
        if (typeof decided !== 'string') expect(await endedBefore(grant, decided)).toBe(false);
      });
    },
    timeout,
  );

  test('a node that remembers a right which is over elsewhere does not act on it', async () => {
    const { id } = await asked();
    const personId = await newcomer(0, 'remembered');
    const given = { personId, role: 'manager', scopeType: 'installation', reason: 'Acting.' } as const;
    const grant = await must(send(0, 'administrator', 'grant.give', given));
    const remembered = await nodes[1].actors.of(personId);
    await must(send(0, 'administrator', 'grant.end', { reason: 'Over.' }, { id: grant }));
    await expect(issue(nodes[1], remembered, 'proposal.approve', {}, { id })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await standingOf(id)).toMatchObject({ state: 'open', by: [] });
  });
});
