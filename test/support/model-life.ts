import type { CommandRequest } from '#contracts';
import type { ReplayedStep } from '#workflow';
import { entityId, foundedModel, logOf, reviewId, workers } from './model-history.js';
import type { RandomCommand } from './random/glimpse.js';
import { idOf } from './sample-states.js';

export const [asks, decides, second, verifies, other] = workers as [string, string, string, string, string];
/** The recommendation of a life, which is critical. */
export const recommendationId = idOf(0x201);
export const evidenceId = idOf(0x601);
export const commentId = idOf(0x801);
export const actionId = idOf(0x701);
export const redactionId = idOf(0x902);
export const delegationId = idOf(0x903);

/**
 * The honest life of one critical recommendation: drafted, issued, answered, started, its date moved, reported,
 * verified, closed, reopened, and closed with its risk accepted by two persons, of whom one acts for a third, with what
 * is said on the way. Each
 * proposal is named by its transition.
 */
export function modelLife(): { log: ReplayedStep[]; proposals: Record<string, string> } {
  const world = foundedModel();
  const proposals: Record<string, string> = {};
  let made = 0x5000;
  const issue = (actor: string, command: RandomCommand) => world.issue(command, actor);
  const propose = (change: CommandRequest<'proposal.make'>['change'], by = asks) => {
    const id = idOf((made += 1));
    proposals[change.transition] = id;
    issue(by, { name: 'proposal.make', id, input: { recommendationId, change } });
    return id;
  };
  const approve = (id: string, by = decides, input: CommandRequest<'proposal.approve'> = {}) =>
    issue(by, { name: 'proposal.approve', id, input });
  issue(asks, {
    name: 'recommendation.draft',
    id: recommendationId,
    input: {
      reviewId,
      code: 'R-1',
      title: 'Warn earlier',
      text: 'Warn.',
      citation: { document: 'D' },
      addressee: 'Secretariat',
      criticality: 'critical',
      leadEntityId: entityId,
    },
  });
  issue(asks, { name: 'recommendation.edit', id: recommendationId, input: { text: 'Warn earlier.' } });
  approve(propose({ transition: 'issue' }));
  const due = { date: '2027-06-30', precision: 'day' } as const;
  approve(propose({ transition: 'respond', to: 'accepted', ownerId: asks, due }));
  const firstAction = { title: 'Begin', dueDate: due, ownerId: asks };
  issue(asks, { name: 'recommendation.start', id: recommendationId, input: { firstAction } });
  issue(asks, {
    name: 'action.plan',
    id: actionId,
    input: { recommendationId, title: 'Go on', due },
  });
  issue(asks, { name: 'action.complete', id: actionId, input: { narrative: 'Done.' } });
  issue(asks, { name: 'comment.post', id: commentId, input: { recommendationId, text: 'Why so late?' } });
  issue(asks, { name: 'comment.edit', id: commentId, input: { text: 'Why late?' } });
  const later = { date: '2028-06-30', precision: 'day' } as const;
  approve(propose({ transition: 'move-due-date', due: later, reason: 'Funds.' }));
  issue(asks, {
    name: 'evidence.add-link',
    id: evidenceId,
    input: { recommendationId, title: 'Minutes', url: 'https://example.org/m' },
  });
  approve(propose({ transition: 'report-implemented', narrative: 'All.', evidenceIds: [evidenceId] }));
  // One asks to close another way, and is overtaken by the verification.
  propose({ transition: 'close-overtaken', reason: 'Events.' }, second);
  approve(propose({ transition: 'verify' }, second), verifies, { tested: 'Read the minutes.' });
  const done = propose({ transition: 'close-implemented' });
  approve(done);
  approve(done, second);
  approve(propose({ transition: 'reopen', reason: 'It came back.' }, other));
  const accepting = { riskStatement: 'We live with it.', riskReviewDate: '2029-01-01' };
  const risk = propose({ transition: 'close-risk-accepted', ...accepting });
  approve(risk);
  issue(other, {
    name: 'delegation.give',
    id: delegationId,
    input: {
      toId: second,
      scopeType: 'entity',
      scopeId: entityId,
      deeds: ['proposal.approve'],
      endsAt: '2026-12-31T00:00:00.000Z',
      reason: 'Away.',
    },
  });
  world.issue({ name: 'proposal.approve', id: risk, input: {} }, second, other);
  const targets = [{ entryId: idOf(0xb01), path: '/set/text' }];
  const input = { recommendationId, targets, legalBasis: 'personal_data', reason: 'A name.' } as const;
  issue(decides, { name: 'redaction.request', id: redactionId, input: { ...input, targets } });
  issue(second, { name: 'redaction.approve', id: redactionId, input: {} });
  return { log: logOf(world.steps), proposals };
}
