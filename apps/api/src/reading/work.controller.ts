import { Controller, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  routes,
  type ActionQuery,
  type Actor,
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
import { today } from './today.js';

/** What belongs to recommendations: proposals, actions, evidence, comments. */
@Controller()
export class WorkController {
  constructor(private readonly store: Store) {}

  @Door(routes.listProposals)
  listProposals(@Caller() actor: Actor, @Query({ schema: routes.listProposals.query }) query: ProposalQuery) {
    return listProposals(this.store.pool, actor, query);
  }

  @Door(routes.getProposal)
  async getProposal(
    @Caller() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return versioned(await getProposal(this.store.pool, actor, idOf(id)), reply);
  }

  @Door(routes.listActions)
  listActions(@Caller() actor: Actor, @Query({ schema: routes.listActions.query }) query: ActionQuery) {
    return listActions(this.store.pool, actor, query, today());
  }

  @Door(routes.listEvidence)
  listEvidence(@Caller() actor: Actor, @Query({ schema: routes.listEvidence.query }) query: EvidenceQuery) {
    return listEvidence(this.store.pool, actor, query);
  }

  @Door(routes.listComments)
  listComments(@Caller() actor: Actor, @Query({ schema: routes.listComments.query }) query: CommentQuery) {
    return listComments(this.store.pool, actor, query);
  }

  @Door(routes.listRedactions)
  listRedactions(
    @Caller() actor: Actor,
    @Query({ schema: routes.listRedactions.query }) query: RedactionQuery,
  ) {
    return listRedactions(this.store.pool, actor, query);
  }
}
