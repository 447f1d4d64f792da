import { Controller, Header, Param, Query } from '@nestjs/common';
import {
  Refusal,
  routes,
  type Actor,
  type ConsistencyQuery,
  type InclusionQuery,
  type PageQuery,
} from '#contracts';
import {
  consistencyProof,
  entryProof,
  inclusionProof,
  listCheckpoints,
  logKeys,
  logStatus,
  newestCheckpoint,
  Store,
} from '#store';
import { Caller } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';
import { idOf } from '../door/validation.js';

/** The log as a tree: checkpoints, keys and proofs. Anybody may have them, for they are hashes and signatures alone. */
@Controller()
export class LogController {
  constructor(private readonly store: Store) {}

  @Door(routes.checkpoint)
  @Header('Content-Type', 'text/plain; charset=utf-8')
  async checkpoint(): Promise<string> {
    const checkpoint = await newestCheckpoint(this.store.pool);
    if (!checkpoint) throw new Refusal('not-found', 'no checkpoint was signed yet');
    return checkpoint.note;
  }

  @Door(routes.listCheckpoints)
  listCheckpoints(@Query({ schema: routes.listCheckpoints.query }) query: PageQuery) {
    return listCheckpoints(this.store.pool, query);
  }

  @Door(routes.logKeys)
  async keys() {
    return { keys: await logKeys(this.store.pool) };
  }

  @Door(routes.logStatus)
  status() {
    return logStatus(this.store.pool);
  }

  @Door(routes.inclusionProof)
  inclusion(@Query({ schema: routes.inclusionProof.query }) query: InclusionQuery) {
    return inclusionProof(this.store.pool, query);
  }

  @Door(routes.consistencyProof)
  consistency(@Query({ schema: routes.consistencyProof.query }) query: ConsistencyQuery) {
    return consistencyProof(this.store.pool, query);
  }

  @Door(routes.entryProof)
  async entry(@Caller() actor: Actor, @Param('id') id: string) {
    const proof = await entryProof(this.store.readingAs(actor), actor, idOf(id));
    if (!proof) throw new Refusal('not-found', 'there is no such entry here');
    return proof;
  }
}
