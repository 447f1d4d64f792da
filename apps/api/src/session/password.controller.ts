import { Body, Controller, Inject, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  ChangeOwnPassword,
  ForgotPassword,
  OpenPasswordLink,
  Refusal,
  routes,
  UsePasswordLink,
  type Actor,
  type Invited,
  type PasswordLinkOpened,
} from '#contracts';
import {
  checkPassword,
  commit,
  getInstallation,
  getPerson,
  hashPassword,
  invite,
  mustKeepAccounts,
  passwordLinkOf,
  revokeInvitation,
  Store,
  type Secret,
} from '#store';
import { Caller, CurrentCall, type Call } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';
import { idOf } from '../door/validation.js';
import { IS_MAIL_ON, PUBLIC_URL } from '../options.js';
import { BesideTheAnswer } from './beside-the-answer.js';
import { SignInPace } from './sign-in-pace.js';

/** Passwords: one's own, and the links by which somebody chooses one. */
@Controller()
export class PasswordController {
  /** A mail carries a link where the installation was told its own address, which no request says for it. */
  private readonly isLinkMailOn: boolean;

  constructor(
    private readonly store: Store,
    private readonly pace: SignInPace,
    private readonly beside: BesideTheAnswer,
    @Inject(IS_MAIL_ON) isMailOn: boolean,
    @Inject(PUBLIC_URL) publicUrl: string | null,
  ) {
    this.isLinkMailOn = isMailOn && publicUrl !== null;
  }

  /** Asks for the current password like a sign-in does, and makes guesses at it wait in the same line. */
  @Door(routes.changePassword)
  async changePassword(
    @CurrentCall() { actor, session }: Call,
    @Body({ schema: ChangeOwnPassword }) { current, password }: ChangeOwnPassword,
    @Req() { id, ip }: FastifyRequest,
  ): Promise<void> {
    const person = await getPerson(this.store.readingAs(actor), actor.personId);
    if (!person?.email) throw new Refusal('not-signed-in', 'the account is closed');
    const { email } = person;
    await this.pace.wait(email, ip);
    const { fault } = await checkPassword(this.store.pool, email, current);
    if (fault) {
      const message = 'the current password is another';
      throw new Refusal('wrong-password', message, { fields: [{ field: 'current', message }] });
    }
    await this.pace.succeeded(email, ip);
    await this.choose(actor, password, { goesOn: session.id }, id);
  }

  @Door(routes.invite)
  async invite(
    @Caller() actor: Actor,
    @Param('id') personId: string,
    @Req() request: FastifyRequest,
  ): Promise<Invited> {
    await mustKeepAccounts(this.store, actor, 'person.invite', request.id);
    const asked = { personId: idOf(personId), byId: actor.personId, isMailed: this.isLinkMailOn };
    return invite(this.store, asked, request.id);
  }

  @Door(routes.revokeInvitation)
  async revokeInvitation(
    @Caller() actor: Actor,
    @Param('id') personId: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await mustKeepAccounts(this.store, actor, 'person.revoke-invitation', request.id);
    await revokeInvitation(this.store, { personId: idOf(personId), byId: actor.personId }, request.id);
  }

  /** Known and unknown addresses are answered alike, and before anything is looked up. */
  @Door(routes.forgotPassword)
  async forgotPassword(
    @Body({ schema: ForgotPassword }) { email }: ForgotPassword,
    @Req() { id, ip }: FastifyRequest,
  ): Promise<void> {
    if (!this.isLinkMailOn) throw new Refusal('mail-off', 'this installation sends no mail');
    await this.pace.wait(`forgotten:${email}`, ip);
    this.beside.mailResetLink(email, id);
  }

  @Door(routes.openPasswordLink)
  async openPasswordLink(
    @Body({ schema: OpenPasswordLink }) { token }: OpenPasswordLink,
  ): Promise<PasswordLinkOpened> {
    const [link, installation] = await Promise.all([
      passwordLinkOf(this.store.pool, token),
      getInstallation(this.store.pool),
    ]);
    const { kind, name, email, expiresAt } = link;
    return { kind, name, email, expiresAt, installation: installation?.name ?? '' };
  }

  @Door(routes.usePasswordLink)
  async usePasswordLink(
    @Body({ schema: UsePasswordLink }) { token, password }: UsePasswordLink,
    @Req() { id: requestId }: FastifyRequest,
  ): Promise<void> {
    const { id, personId } = await passwordLinkOf(this.store.pool, token);
    const actor = await this.store.actors.of(personId);
    await this.choose(actor, password, { linkId: id }, requestId);
  }

  private async choose(
    actor: Actor,
    password: string,
    secret: Omit<Secret, 'passwordHash'>,
    requestId: string,
  ): Promise<void> {
    const { personId: objectId } = actor;
    const command = {
      name: 'person.change-password',
      objectType: 'person',
      objectId,
      input: { password },
    } as const;
    const passwordHash = await hashPassword(password);
    await commit(this.store, actor, command, {
      requestId,
      expectedVersion: null,
      secret: { ...secret, passwordHash },
    });
  }
}
