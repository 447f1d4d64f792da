import { randomUUID } from 'node:crypto';
import { apiBase, type Actor, type Command } from '#contracts';
import type { CommandContext } from '#store';
import { requestBytes } from '../load/connection.js';
import type { Shot } from '../load/load.js';
import type { SignedIn } from '../people.js';
import type { WorkGround } from './work.js';

/** A recommendation that work goes on or is held on, with somebody who may do either. */
interface Target {
  id: string;
  version: number;
  implementation: string;
  by: SignedIn;
}

/** A change as the store takes it. */
export interface ChangeCommand {
  actor: Actor;
  command: Command;
  context: CommandContext;
  /** To be called once it is recorded. */
  learn(): void;
  /** To be called where it was not carried out. */
  leave(): void;
}

const targetsPerManager = 500;
const reason = 'Waits for the decision on funds of this quarter.';

/** Holds and resumes work on many recommendations, each by its manager and in its own turn. */
export class Changes {
  private constructor(private readonly free: Target[]) {}

  static async over({ store, managers }: WorkGround): Promise<Changes> {
    const targets = await Promise.all(
      managers.map(async (by) => {
        const { rows } = await store.pool.query<Omit<Target, 'by'>>(
          `select id, version, implementation from recommendation
           where lead_entity_id = any($1) and confidentiality <> 'confidential' and issuance = 'issued'
             and closure = 'open' and implementation in ('in_progress', 'on_hold')
             and not exists (select 1 from proposal where recommendation_id = recommendation.id and state = 'open')
           order by id limit $2`,
          [by.actor.grants[0]?.entityIds, targetsPerManager],
        );
        return rows.map((row) => ({ ...row, by }));
      }),
    );
    return new Changes(targets.flat());
  }

  /** The next change, as a request to Uphold. */
  ours(): Shot & { key: string } {
    const target = this.take();
    const verb = target.implementation === 'in_progress' ? 'hold' : 'resume';
    const headers = {
      Cookie: target.by.cookie,
      'X-CSRF-Token': target.by.csrfToken,
      'If-Match': `"${target.version}"`,
      'Idempotency-Key': randomUUID(),
    };
    const path = `${apiBase}/recommendations/${target.id}/${verb}`;
    return {
      request: requestBytes('POST', path, headers, JSON.stringify({ reason })),
      key: `${target.id}:${target.version + 1}`,
      learn: () => {
        target.version += 1;
        target.implementation = verb === 'hold' ? 'on_hold' : 'in_progress';
        this.free.push(target);
      },
    };
  }

  /** The next change, as a command to the store in this process. */
  command(): ChangeCommand {
    const target = this.take();
    const verb = target.implementation === 'in_progress' ? 'hold' : 'resume';
    return {
      actor: target.by.actor,
      command: {
        name: `recommendation.${verb}`,
        objectType: 'recommendation',
        objectId: target.id,
        input: { reason },
      },
      context: { requestId: randomUUID(), expectedVersion: target.version, idempotencyKey: randomUUID() },
      learn: () => {
        target.version += 1;
        target.implementation = verb === 'hold' ? 'on_hold' : 'in_progress';
        this.free.push(target);
      },
      leave: () => this.free.push(target),
    };
  }

  /** The same change, as a request to the bare server. */
  bare(): Shot {
    const target = this.take();
    const body = JSON.stringify({ implementation: 'on_hold', reason, actorId: target.by.actor.personId });
    return {
      request: requestBytes('POST', `/change/${target.id}`, { 'X-Request': randomUUID() }, body),
      learn: () => this.free.push(target),
    };
  }

  private take(): Target {
    const target = this.free.shift();
    if (!target) throw new Error('more changes at once than there are recommendations to change');
    return target;
  }
}
