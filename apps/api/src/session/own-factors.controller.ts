import { Body, Controller, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  AddPasskey,
  ConfirmTotp,
  Refusal,
  RenamePasskey,
  routes,
  type FactorsView,
  type FreshCodes,
  type PasskeyOptions,
  type TotpEnrolment,
} from '#contracts';
import {
  addPasskey,
  beginTotp,
  confirmTotp,
  factorsOf,
  forgetFactorReset,
  freshRecoveryCodes,
  getInstallation,
  getPerson,
  mustHaveShown,
  registrationOptions,
  removePasskey,
  removeTotp,
  renamePasskey,
  Store,
  totpUri,
} from '#store';
import { CurrentCall, type Call } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';
import { idOf } from '../door/validation.js';
import { OwnSite } from './own-site.js';

/** A person's own second factors. Whoever changes them has shown lately who they are. */
@Controller()
export class OwnFactorsController {
  constructor(
    private readonly store: Store,
    private readonly site: OwnSite,
  ) {}

  @Door(routes.myFactors)
  myFactors(@CurrentCall() { session }: Call): Promise<FactorsView> {
    return factorsOf(this.store, session.personId);
  }

  @Door(routes.forgetFactorReset)
  forgetFactorReset(@CurrentCall() { session }: Call): Promise<void> {
    return forgetFactorReset(this.store, session.personId);
  }

  @Door(routes.beginTotp)
  async beginTotp(@CurrentCall() { session }: Call): Promise<TotpEnrolment> {
    await mustHaveShown(this.store, session);
    const { person, installation } = await this.named(session.personId);
    const secret = await beginTotp(this.store, session.personId);
    return { secret, uri: totpUri(secret, installation.name, person.email) };
  }

  @Door(routes.confirmTotp)
  async confirmTotp(
    @CurrentCall() { session }: Call,
    @Body({ schema: ConfirmTotp }) { code }: ConfirmTotp,
    @Req() { id: requestId }: FastifyRequest,
  ): Promise<FreshCodes> {
    await mustHaveShown(this.store, session);
    return { recoveryCodes: await confirmTotp(this.store, { session, requestId }, code) };
  }

  @Door(routes.removeTotp)
  async removeTotp(
    @CurrentCall() { session }: Call,
    @Req() { id: requestId }: FastifyRequest,
  ): Promise<void> {
    await mustHaveShown(this.store, session);
    await removeTotp(this.store, { session, requestId });
  }

  @Door(routes.renewRecoveryCodes)
  async renewRecoveryCodes(
    @CurrentCall() { session }: Call,
    @Req() { id: requestId }: FastifyRequest,
  ): Promise<FreshCodes> {
    await mustHaveShown(this.store, session);
    return { recoveryCodes: await freshRecoveryCodes(this.store, { session, requestId }) };
  }

  @Door(routes.askNewPasskey)
  async askNewPasskey(
    @CurrentCall() { session }: Call,
    @Req() request: FastifyRequest,
  ): Promise<PasskeyOptions> {
    await mustHaveShown(this.store, session);
    const { person, installation } = await this.named(session.personId);
    const site = this.site.of(request);
    return { options: { ...(await registrationOptions(this.store.pool, site, person, installation.name)) } };
  }

  @Door(routes.addPasskey)
  async addPasskey(
    @CurrentCall() { session }: Call,
    @Body({ schema: AddPasskey }) added: AddPasskey,
    @Req() request: FastifyRequest,
  ): Promise<FreshCodes> {
    await mustHaveShown(this.store, session);
    const owner = { session, requestId: request.id };
    return { recoveryCodes: await addPasskey(this.store, owner, { ...added, site: this.site.of(request) }) };
  }

  @Door(routes.renamePasskey)
  renamePasskey(
    @CurrentCall() { session }: Call,
    @Param('id') id: string,
    @Body({ schema: RenamePasskey }) { name }: RenamePasskey,
  ): Promise<void> {
    return renamePasskey(this.store, session.personId, idOf(id), name);
  }

  @Door(routes.removePasskey)
  async removePasskey(
    @CurrentCall() { session }: Call,
    @Param('id') id: string,
    @Req() { id: requestId }: FastifyRequest,
  ): Promise<void> {
    await mustHaveShown(this.store, session);
    await removePasskey(this.store, { session, requestId }, idOf(id));
  }

  private async named(personId: string) {
    const [person, installation] = await Promise.all([
      getPerson(this.store.readingAs({ personId }), personId),
      getInstallation(this.store.pool),
    ]);
    if (!person || !installation) throw new Refusal('not-signed-in', 'the account is closed');
    return { person, installation };
  }
}
