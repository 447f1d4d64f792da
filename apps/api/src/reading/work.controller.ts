import { Controller, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  routes,
  type ActionQuery,
  type Actor,
  type AsOfQuery,
  type CommentQuery,
  type EvidenceQuery,
  type ProposalQuery,
  type RedactionQuery,
} from '#contracts';
import {
  getProposal,
  listActions,
  listComments,
  listEvidence,
  listProposals,
  listRedactions,
  Store,
} from '#store';
import { Caller } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';
import { idOf } from '../door/validation.js';
import { versioned } from './content.controller.js';
import { dayOf } from './as-of.js';

/** What belongs to recommendations: proposals, actions, evidence, comments. */
@Controller()
export class WorkController {
  constructor(private readonly store: Store) {}

  @Door(routes.listProposals)
  async listProposals(
    @Caller() actor: Actor,
    @Query({ schema: routes.listProposals.query }) query: ProposalQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await dayOf(this.store, query.asOf, reply);
    return listProposals(this.store.readingAs(actor), actor, query);
  }

  @Door(routes.getProposal)
  async getProposal(
    @Caller() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: routes.getProposal.query }) { asOf }: AsOfQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await dayOf(this.store, asOf, reply);
    return versioned(await getProposal(this.store.readingAs(actor), actor, idOf(id), asOf), reply);
  }

  @Door(routes.listActions)
  async listActions(
    @Caller() actor: Actor,
    @Query({ schema: routes.listActions.query }) query: ActionQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return listActions(this.store.readingAs(actor), actor, query, await dayOf(this.store, query.asOf, reply));
  }

  @Door(routes.listEvidence)
  async listEvidence(
    @Caller() actor: Actor,
    @Query({ schema: routes.listEvidence.query }) query: EvidenceQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await dayOf(this.store, query.asOf, reply);
    return listEvidence(this.store.readingAs(actor), actor, query);
  }

  @Door(routes.listComments)
  async listComments(
    @Caller() actor: Actor,
    @Query({ schema: routes.listComments.query }) query: CommentQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await dayOf(this.store, query.asOf, reply);
    return listComments(this.store.readingAs(actor), actor, query);
  }

  @Door(routes.listRedactions)
  async listRedactions(
    @Caller() actor: Actor,
    @Query({ schema: routes.listRedactions.query }) query: RedactionQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await dayOf(this.store, query.asOf, reply);
    return listRedactions(this.store.readingAs(actor), actor, query);
  }
}
