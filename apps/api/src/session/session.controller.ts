import { Body, Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MarkSeen, Refusal, routes, SignIn, type Me, type SignInAnswer } from '#contracts';
import {
  askForFactor,
  beginSession,
  checkPassword,
  endSession,
  markSeen,
  Store,
  type SignedInBy,
} from '#store';
import { CurrentCall, type Call } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';
import { DEMO_PEOPLE, type DemoPerson } from '../options.js';
import { cookieOptions, sessionCookie } from './cookie.js';
import { BesideTheAnswer } from './beside-the-answer.js';
import { SignInAnswers } from './sign-in-answers.js';
import { SignInPace } from './sign-in-pace.js';

/** Sign in and out, and who I am. */
@Controller()
export class SessionController {
  constructor(
    private readonly store: Store,
    private readonly pace: SignInPace,
    private readonly beside: BesideTheAnswer,
    private readonly answers: SignInAnswers,
    @Inject(DEMO_PEOPLE) private readonly demoPeople: readonly DemoPerson[] | null,
  ) {}

  @Door(routes.signIn)
  async signIn(
    @Body({ schema: SignIn }) { email, password }: SignIn,
    @Req() { id, ip, headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const failures = await this.pace.wait(email, ip);
    const { personId, fault } = await checkPassword(this.store.pool, email, password);
    if (fault) {
      if (personId) this.beside.recordRefusal({ personId, fault, failures }, id);
      throw new Refusal('wrong-credentials', 'address or password is wrong');
    }
    await this.pace.succeeded(email, ip);
    const by: SignedInBy = { methods: ['password'], userAgent: headers['user-agent'] };
    const asked = await askForFactor(this.store, personId, 'password');
    return asked ?? this.answers.begun(await beginSession(this.store, personId, by, id), reply);
  }

  @Door(routes.signOut)
  async signOut(
    @CurrentCall() { session }: Call,
    @Req() { id }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await endSession(this.store, session, id);
    reply.clearCookie(sessionCookie, cookieOptions);
  }

  @Door(routes.me)
  me(@CurrentCall() call: Call): Promise<Me> {
    return this.answers.describe(call);
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
}
