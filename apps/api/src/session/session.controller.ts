import { Body, Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { MarkSeen, Refusal, routes, SignIn, type Me } from '#contracts';
import {
  csrfTokenOf,
  getInstallation,
  getPerson,
  headIndex,
  lastSeen,
  markSeen,
  personByPassword,
  Store,
} from '#store';
import { CurrentCall, type Call } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';
import { DEMO_PEOPLE, type DemoPerson } from '../options.js';
import { cookieOptions, sessionCookie } from './cookie.js';
import { SignInPace } from './sign-in-pace.js';

/** Sign in and out, and who I am. */
@Controller()
export class SessionController {
  constructor(
    private readonly store: Store,
    private readonly pace: SignInPace,
    @Inject(DEMO_PEOPLE) private readonly demoPeople: readonly DemoPerson[] | null,
  ) {}

  @Door(routes.signIn)
  async signIn(
    @Body({ schema: SignIn }) { email, password }: SignIn,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    await this.pace.wait(email);
    const personId = await personByPassword(this.store.pool, email, password);
    if (!personId) {
      this.pace.failed(email);
      throw new Refusal('wrong-credentials', 'address or password is wrong');
    }
    this.pace.succeeded(email);
    const { token, session } = await this.store.sessions.open(personId);
    reply.setCookie(sessionCookie, token, { ...cookieOptions, expires: new Date(session.expiresAt) });
    return this.describe({ token, session, actor: await this.store.actors.of(personId) });
  }

  @Door(routes.signOut)
  async signOut(
    @CurrentCall() { session }: Call,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.store.sessions.close(session.id);
    reply.clearCookie(sessionCookie, cookieOptions);
  }

  @Door(routes.me)
  me(@CurrentCall() call: Call): Promise<Me> {
    return this.describe(call);
  }

  @Door(routes.markSeen)
  markSeen(@CurrentCall() { actor }: Call, @Body({ schema: MarkSeen }) { index }: MarkSeen): Promise<void> {
    return markSeen(this.store.pool, actor.personId, index);
  }

  /** Only a demo gives its accounts away. */
  @Door(routes.demoPeople)
  listDemoPeople(): { people: readonly DemoPerson[] } {
    if (!this.demoPeople) throw new Refusal('not-found', 'this installation is no demo');
    return { people: this.demoPeople };
  }

  private async describe({ actor, token }: Call): Promise<Me> {
    const { pool } = this.store;
    const [person, installation, lastSeenIndex, head] = await Promise.all([
      getPerson(pool, actor.personId),
      getInstallation(pool),
      lastSeen(pool, actor.personId),
      headIndex(pool),
    ]);
    if (!person || !installation) throw new Refusal('not-signed-in', 'the account is closed');
    return {
      person,
      grants: actor.grants,
      csrfToken: csrfTokenOf(token),
      installation: { name: installation.name, simulatedClock: installation.simulatedClock },
      lastSeenIndex,
      headIndex: head,
    };
  }
}
