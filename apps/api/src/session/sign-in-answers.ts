import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Refusal, type Me } from '#contracts';
import {
  csrfTokenOf,
  factorResetOf,
  getInstallation,
  getPerson,
  headIndex,
  lastSeen,
  Store,
  type Session,
} from '#store';
import type { Call } from '../door/caller.js';
import { cookieOptions, sessionCookie } from './cookie.js';
import { lacksFactor } from './needed-factor.js';

/** What somebody is answered who signed in, in whatever way, or asks who they are. */
@Injectable()
export class SignInAnswers {
  constructor(private readonly store: Store) {}

  /** Hands the session's secret out, as a cookie. */
  async begun({ token, session }: { token: string; session: Session }, reply: FastifyReply): Promise<Me> {
    reply.setCookie(sessionCookie, token, { ...cookieOptions, expires: new Date(session.expiresAt) });
    return this.describe({ token, session, actor: await this.store.actors.of(session.personId) });
  }

  async describe({ actor, session, token }: Call): Promise<Me> {
    const { personId } = actor;
    const mustAddFactor = await lacksFactor(this.store, session, actor);
    const [person, installation, lastSeenIndex, head, factorsResetAt] = await this.store
      .readingAs(actor)
      .together((reader) =>
        Promise.all([
          getPerson(reader, personId),
          getInstallation(reader),
          lastSeen(reader, personId),
          headIndex(reader),
          factorResetOf(reader, personId),
        ]),
      );
    if (!person || !installation) throw new Refusal('not-signed-in', 'the account is closed');
    return {
      person,
      grants: actor.grants,
      csrfToken: csrfTokenOf(token),
      installation: {
        name: installation.name,
        simulatedClock: installation.simulatedClock,
        foundedAt: installation.createdAt,
      },
      lastSeenIndex,
      headIndex: head,
      mustAddFactor,
      factorsResetAt,
    };
  }
}
