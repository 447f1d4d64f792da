import { describe, expect, test } from '@jest/globals';
import {
  bodyOf,
  followedBy,
  forged,
  forgedCommand,
  proposals,
  without,
} from '../../../../test/support/forged-log.js';
import { judged } from '../../../../test/support/model-history.js';
import { actionId, commentId, evidenceId, recommendationId } from '../../../../test/support/model-life.js';
import { idOf } from '../../../../test/support/sample-states.js';
import type { ReplayedStep } from './judge.js';

type Case = [what: string, log: () => ReplayedStep[], words: RegExp];
const proposal = (transition: string): string => proposals[transition] ?? '';
const about = recommendationId;

const states: Case[] = [
  [
    'an approval below the quorum',
    () =>
      forged('proposal.approved', proposal('close-risk-accepted'), (step) => {
        bodyOf(step).set['state'] = 'approved';
      }),
    /set\/state is "approved", where the rules give "open"/,
  ],
  [
    'a proposal that asks for fewer approvals than the definition',
    () =>
      forged('proposal.made', proposal('close-risk-accepted'), (step) => {
        bodyOf(step).set['approvalsNeeded'] = 1;
      }),
    /set\/approvalsNeeded is 1, where the rules give 2/,
  ],
  [
    'a proposal put to a lower level than the definition',
    () =>
      forged('proposal.made', proposal('move-due-date'), (step) => {
        bodyOf(step).set['decidedBy'] = 'manager';
      }),
    /set\/decidedBy is "manager", where the rules give "higher_manager"/,
  ],
  [
    'a start before the answer',
    () => without('recommendation.responded-to', about),
    /must be followed by 'recommendation.responded-to'/,
  ],
  [
    'a transition without an approval',
    () => without('proposal.approved', proposal('issue')),
    /no approval of a proposal in its request leads to it/,
  ],
  [
    'a closure as implemented without verification',
    () =>
      forgedCommand('proposal.approved', proposal('verify'), (step) => {
        if (step.entry.action === 'recommendation.verified')
          bodyOf(step).set['verification'] = 'not_assessed';
      }),
    /set\/verification is "not_assessed", where the rules give "verified"/,
  ],
  [
    'a closure that nobody verified',
    () =>
      followedBy('proposal.made', proposal('close-implemented'), (step) => {
        step.entry.objectId = idOf(0xc105e);
        step.entry.objectVersion = 1;
      }),
    /'close-implemented' needs .* to be/,
  ],
  [
    'a due date that moved without being counted',
    () =>
      forged('recommendation.due-date-moved', about, (step) => {
        bodyOf(step).set['extensionCount'] = 0;
      }),
    /set\/extensionCount is 0, where the rules give 1/,
  ],
  [
    'a due date that moved elsewhere than was asked',
    () =>
      forged('recommendation.due-date-moved', about, (step) => {
        bodyOf(step).set['dueDate'] = '2035-01-01';
      }),
    /set\/dueDate is "2035-01-01", where the rules give "2028-06-30"/,
  ],
  [
    'a wrong account of what was',
    () =>
      forged('recommendation.edited', about, (step) => {
        bodyOf(step).was['text'] = 'Never said.';
      }),
    /was\/text is "Never said.", where the rules give "Warn."/,
  ],
  [
    'a change of a field that the action has no business with',
    () =>
      forged('recommendation.edited', about, (step) => {
        bodyOf(step).set['closure'] = 'closed_implemented';
      }),
    /it may not change closure/,
  ],
  [
    'an object that is not complete',
    () => forged('action.planned', actionId, (step) => delete bodyOf(step).set['title']),
    /title is missing/,
  ],
  [
    'an object with a word that is none of its list',
    () =>
      forged('recommendation.drafted', about, (step) => {
        bodyOf(step).set['criticality'] = 'enormous';
      }),
    /criticality/,
  ],
  [
    'an object that begins in the middle',
    () =>
      forged('recommendation.drafted', about, (step) => {
        bodyOf(step).set['issuance'] = 'issued';
      }),
    /set\/issuance is "issued", where the rules give "draft"/,
  ],
  [
    'a step that changes nothing',
    () =>
      forged('comment.edited', commentId, (step) => {
        bodyOf(step).set['text'] = bodyOf(step).was['text'];
      }),
    /everything is already as asked/,
  ],
  [
    'an action planned after the closure',
    () =>
      followedBy('action.planned', actionId, ({ entry }) => {
        entry.objectId = idOf(0xac);
        entry.objectVersion = 1;
      }),
    /a closed recommendation takes no actions/,
  ],
  [
    'a finished action that is finished again',
    () => followedBy('action.completed', actionId, () => undefined),
    /the action is completed/,
  ],
];

const courses: Case[] = [
  [
    'an approval of a proposal that is void',
    () =>
      followedBy('proposal.approved', proposal('issue'), (step) => {
        step.entry.objectId = proposal('close-overtaken');
        step.entry.objectVersion = 3;
      }),
    /the recommendation changed after this was asked; it is void/,
  ],
  [
    'a proposal that was overtaken and is not voided',
    () => without('proposal.voided', proposal('close-overtaken')),
    /must be followed by 'proposal.voided'/,
  ],
  [
    'a proposal that is voided without cause',
    () => forged('proposal.voided', undefined, ({ entry }) => (entry.requestId = 'another')),
    /must be followed by|nothing in its request overtakes/,
  ],
  [
    'an approval after the evidence was replaced',
    () =>
      forged('proposal.made', proposal('report-implemented'), (step) => {
        (bodyOf(step).set['evidence'] as { version: number }[]).forEach((pin) => (pin.version = 2));
      }),
    /set\/evidence\/0\/version is 2, where the rules give 1/,
  ],
  [
    'a proposal pinned to another version than was seen',
    () =>
      forged('proposal.made', proposal('verify'), (step) => {
        bodyOf(step).set['pinnedVersion'] = 1;
      }),
    /set\/pinnedVersion is 1, where the rules give/,
  ],
  [
    'an effect that names another proposal',
    () =>
      forged('recommendation.issued', about, (step) => {
        bodyOf(step).note['proposalId'] = proposal('verify');
      }),
    /note\/proposalId/,
  ],
  [
    'a verification that says nothing of what was tested',
    () =>
      forged('proposal.approved', proposal('verify'), (step) => {
        for (const decision of bodyOf(step).set['decisions'] as { tested: string | null }[])
          decision.tested = null;
      }),
    /tested is needed/,
  ],
  [
    'a time that goes back',
    () => forged('comment.edited', commentId, ({ entry }) => (entry.at = '2020-01-01T00:00:00.000Z')),
    /it is dated 2020-01-01T00:00:00.000Z, and the entry that it follows/,
  ],
  [
    'a new thing dated before its recommendation',
    () => forged('evidence.added', evidenceId, ({ entry }) => (entry.at = '2020-01-01T00:00:00.000Z')),
    /it is dated 2020-01-01T00:00:00.000Z, and its recommendation changed at/,
  ],
  [
    'a consequence at another time than its cause',
    () => forged('recommendation.issued', about, ({ entry }) => (entry.at = '2031-01-01T00:00:00.000Z')),
    /at is/,
  ],
  [
    'a version that is left out',
    () => without('recommendation.started', about),
    /set\/pinnedVersion is 5, where the rules give 4/,
  ],
  [
    'a version that does not follow',
    () => forged('comment.edited', commentId, ({ entry }) => (entry.objectVersion = 3)),
    /version 3 of the comment follows version 1/,
  ],
  [
    'an object that begins twice',
    () => followedBy('comment.posted', commentId, () => undefined),
    /the comment began before/,
  ],
  [
    'an action that there is not',
    () => forged('comment.edited', commentId, ({ entry }) => (entry.action = 'comment.praised')),
    /there is no such action/,
  ],
  [
    'an action about another kind of object',
    () => forged('comment.edited', commentId, ({ entry }) => (entry.objectType = 'action')),
    /it is about 'comment', not 'action'/,
  ],
];

describe('the judge finds', () => {
  test.each([...states, ...courses])('%s', (_what, log, words) => {
    expect(judged(log()).faults[0]).toMatch(words);
  });
});
