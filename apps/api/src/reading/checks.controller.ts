import { Body, Controller, Inject, Param, Query } from '@nestjs/common';
import {
  AskCheck,
  Refusal,
  routes,
  type Actor,
  type AlarmQuery,
  type CheckKind,
  type CheckpointMail,
  type CheckPlan,
  type CheckQuery,
} from '#contracts';
import { nextRunOf, type JobName } from '#jobs';
import {
  askCheck,
  cancelCheck,
  listAlarms,
  listChecks,
  readCheckpointMail,
  Store,
  subscribeToCheckpoint,
} from '#store';
import { Caller } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';
import { idOf } from '../door/validation.js';
import { IS_MAIL_ON } from '../options.js';

const jobOf: Record<CheckKind, JobName> = {
  'history-sample': 'history.check-sample',
  'history-all': 'history.check-all',
  evidence: 'evidence.check',
};

/** What the house checks of itself, the alarms that this raised, and who gets the daily checkpoint. */
@Controller()
export class ChecksController {
  constructor(
    private readonly store: Store,
    @Inject(IS_MAIL_ON) private readonly isMailOn: boolean,
  ) {}

  @Door(routes.listChecks)
  listChecks(@Caller() actor: Actor, @Query({ schema: routes.listChecks.query }) query: CheckQuery) {
    return listChecks(this.store.readingAs(actor), query);
  }

  @Door(routes.askCheck)
  askCheck(@Caller() actor: Actor, @Body({ schema: AskCheck }) { kind }: AskCheck) {
    return askCheck(this.store.pool, kind, actor.personId);
  }

  @Door(routes.cancelCheck)
  async cancelCheck(@Param('id') id: string): Promise<void> {
    if (!(await cancelCheck(this.store.pool, idOf(id))))
      throw new Refusal('not-found', 'there is no check with this identifier that has not ended');
  }

  @Door(routes.checkPlan)
  plan(): CheckPlan {
    const now = new Date();
    const next = Object.entries(jobOf).map(([kind, job]) => ({
      kind: kind as CheckKind,
      at: nextRunOf(job, now).toISOString(),
    }));
    return { next, isMailOn: this.isMailOn };
  }

  @Door(routes.listAlarms)
  listAlarms(@Caller() actor: Actor, @Query({ schema: routes.listAlarms.query }) query: AlarmQuery) {
    return listAlarms(this.store.readingAs(actor), query);
  }

  @Door(routes.checkpointMail)
  checkpointMail(@Caller() actor: Actor) {
    return readCheckpointMail(this.store.readingAs(actor), actor.personId);
  }

  @Door(routes.subscribeCheckpoint)
  subscribe(@Caller() actor: Actor) {
    return this.wish(actor, true);
  }

  @Door(routes.unsubscribeCheckpoint)
  unsubscribe(@Caller() actor: Actor) {
    return this.wish(actor, false);
  }

  private async wish(actor: Actor, isWanted: boolean): Promise<CheckpointMail> {
    await subscribeToCheckpoint(this.store.pool, actor.personId, isWanted);
    return readCheckpointMail(this.store.readingAs(actor), actor.personId);
  }
}
