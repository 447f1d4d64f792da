import { Body, Controller, Inject, Param, Query } from '@nestjs/common';
import {
  AskCheck,
  Refusal,
  routes,
  type Actor,
  type AlarmQuery,
  type CheckKind,
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
  listChecks(@Query({ schema: routes.listChecks.query }) query: CheckQuery) {
    return listChecks(this.store.pool, query);
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
  listAlarms(@Query({ schema: routes.listAlarms.query }) query: AlarmQuery) {
    return listAlarms(this.store.pool, query);
  }

  @Door(routes.checkpointMail)
  checkpointMail(@Caller() { personId }: Actor) {
    return readCheckpointMail(this.store.pool, personId);
  }

  @Door(routes.subscribeCheckpoint)
  subscribe(@Caller() { personId }: Actor) {
    return subscribeToCheckpoint(this.store.pool, personId, true);
  }

  @Door(routes.unsubscribeCheckpoint)
  unsubscribe(@Caller() { personId }: Actor) {
    return subscribeToCheckpoint(this.store.pool, personId, false);
  }
}
