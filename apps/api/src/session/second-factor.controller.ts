import { Body, Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  AskPasskey,
  PasskeySignIn,
  routes,
  ShowFactor,
  StepUp,
  type Me,
  type PasskeyOptions,
} from '#contracts';
import {
  authenticationOptions,
  passkeyChallenge,
  signInWithFactor,
  signInWithPasskey,
  stepUp,
  Store,
  type SigningIn,
} from '#store';
import { CurrentCall, type Call } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';
import { OwnSite } from './own-site.js';
import { SignInAnswers } from './sign-in-answers.js';

/** Second factors and passkeys: shown to sign in, and shown again later. */
@Controller()
export class SecondFactorController {
  constructor(
    private readonly store: Store,
    private readonly site: OwnSite,
    private readonly answers: SignInAnswers,
  ) {}

  @Door(routes.showFactor)
  async showFactor(
    @Body({ schema: ShowFactor }) shown: ShowFactor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    return this.answers.begun(await signInWithFactor(this.store, shown, this.signingIn(request)), reply);
  }

  @Door(routes.askPasskey)
  async askPasskey(
    @Body({ schema: AskPasskey }) { ticket }: AskPasskey,
    @Req() request: FastifyRequest,
  ): Promise<PasskeyOptions> {
    return { options: { ...(await passkeyChallenge(this.store, this.site.of(request), ticket)) } };
  }

  @Door(routes.passkeySignIn)
  async signIn(
    @Body({ schema: PasskeySignIn }) { passkey }: PasskeySignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    return this.answers.begun(await signInWithPasskey(this.store, passkey, this.signingIn(request)), reply);
  }

  @Door(routes.stepUp)
  stepUp(
    @CurrentCall() { session }: Call,
    @Body({ schema: StepUp }) given: StepUp,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return stepUp(this.store, given, { session, site: this.site.of(request), requestId: request.id });
  }

  @Door(routes.askStepUpPasskey)
  async askStepUpPasskey(
    @CurrentCall() { session }: Call,
    @Req() request: FastifyRequest,
  ): Promise<PasskeyOptions> {
    const { pool } = this.store;
    return {
      options: { ...(await authenticationOptions(pool, this.site.of(request), 'step-up', session.personId)) },
    };
  }

  private signingIn(request: FastifyRequest): SigningIn {
    return { site: this.site.of(request), userAgent: request.headers['user-agent'], requestId: request.id };
  }
}
