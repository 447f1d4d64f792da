import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { recordRefusedSignIn, Store } from '#store';

/**
 * Records refused sign-ins of known accounts beside the answer, never before it: an answer that took longer where
 * there is something to record would tell which addresses have an account.
 */
@Injectable()
export class RefusedSignIns implements OnModuleDestroy {
  private readonly logger = new Logger('SignIn');
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly store: Store) {}

  record(refused: Parameters<typeof recordRefusedSignIn>[1], requestId: string): void {
    const recording = recordRefusedSignIn(this.store, refused, requestId)
      .catch((fault: unknown) => {
        this.logger.error(`a refused sign-in of ${refused.personId} was not recorded: ${String(fault)}`);
      })
      .finally(() => this.underWay.delete(recording));
    this.underWay.add(recording);
  }

  /** What is being recorded when the API closes is recorded still. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.underWay);
  }
}
