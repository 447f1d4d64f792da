import type { z } from 'zod';
import type { CommandRequest, ProposedChange } from '#contracts';
import type { Who } from './cast.js';
import { commandOf } from './stage.js';
import type { Deed, Scene } from './story.js';

/** What people propose; the newest proposal of a kind is called by its transition. */

type ChangeRequest = z.input<typeof ProposedChange>;

const propose =
  (change: (scene: Scene) => ChangeRequest): Deed =>
  (scene) => {
    const asked = change(scene);
    return commandOf('proposal.make', scene.fresh(asked.transition), {
      recommendationId: scene.recommendationId,
      change: asked,
    });
  };

export const proposeIssue = (): Deed => propose(() => ({ transition: 'issue' }));

export const proposeAcceptance = (owner: Who, due: number): Deed =>
  propose((scene) => ({
    transition: 'respond',
    to: 'accepted',
    ownerId: scene.person(owner),
    due: scene.due(due),
  }));

export const proposePartialAcceptance = (owner: Who, due: number, reason: string): Deed =>
  propose((scene) => ({
    transition: 'respond',
    to: 'partially_accepted',
    ownerId: scene.person(owner),
    due: scene.due(due),
    reason,
  }));

export const proposeRejection = (reason: string): Deed =>
  propose(() => ({ transition: 'respond', to: 'not_accepted', reason }));

export const report = (narrative: string, ...evidence: string[]): Deed =>
  propose((scene) => ({
    transition: 'report-implemented',
    narrative,
    evidenceIds: evidence.map((name) => scene.thing(name)),
  }));

export const askVerification = (note: string): Deed => propose(() => ({ transition: 'verify', note }));

export const proposeClosing = (
  transition: 'close-implemented' | 'close-alternative' | 'close-overtaken' | 'close-not-implemented',
  reason: string,
): Deed => propose(() => ({ transition, reason }));

export const proposeAcceptingRisk = (riskStatement: string, reviewOn: number, reason: string): Deed =>
  propose((scene) => ({
    transition: 'close-risk-accepted',
    riskStatement,
    riskReviewDate: scene.stage.clock.date(reviewOn),
    reason,
  }));

export const proposeSuperseding = (successor: string, reason: string): Deed =>
  propose((scene) => ({
    transition: 'supersede',
    supersededById: scene.recommendation(successor),
    reason,
  }));

export const proposeDueDate = (due: number, reason: string): Deed =>
  propose((scene) => ({ transition: 'move-due-date', due: scene.due(due), reason }));

export const proposeReopening = (reason: string): Deed => propose(() => ({ transition: 'reopen', reason }));

/** What people decide, of the proposal that is called by its transition. */

type Transition = ProposedChange['transition'];

export const approve =
  (transition: Transition, said: CommandRequest<'proposal.approve'> = {}): Deed =>
  (scene) =>
    commandOf('proposal.approve', scene.thing(transition), said);

export const reject =
  (transition: Transition, reason: string, tested?: string): Deed =>
  (scene) =>
    commandOf('proposal.reject', scene.thing(transition), { reason, ...(tested && { tested }) });

export const sendBack =
  (transition: Transition, reason: string): Deed =>
  (scene) =>
    commandOf('proposal.return', scene.thing(transition), { reason });

export const withdraw =
  (transition: Transition, reason: string): Deed =>
  (scene) =>
    commandOf('proposal.withdraw', scene.thing(transition), { reason });
