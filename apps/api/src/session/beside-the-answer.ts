import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { mailResetLink, recordRefusedSignIn, Store } from '#store';

/**
 * Does what is to be done about known accounts beside the answer, never before it: an answer that took longer where
 * there is something to do would tell which addresses have an account.
 */
@Injectable()
export class BesideTheAnswer implements OnModuleDestroy {
  private readonly logger = new Logger('SignIn');
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly store: Store) {}

  recordRefusal(refused: Parameters<typeof recordRefusedSignIn>[1], requestId: string): void {
    this.start(
      `a refused sign-in of ${refused.personId} was not recorded`,
      recordRefusedSignIn(this.store, refused, requestId),
    );
  }

  mailResetLink(email: string, requestId: string): void {
    this.start(`no link was made in request ${requestId}`, mailResetLink(this.store, email, requestId));
  }

  /** What is under way when the API closes is done still. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private start(failure: string, work: Promise<void>): void {
    const done = work
      .catch((fault: unknown) => {
        this.logger.error(`${failure}: ${String(fault)}`);
      })
      .finally(() => this.underWay.delete(done));
    this.underWay.add(done);
  }
}
