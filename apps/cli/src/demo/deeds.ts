import { Readable } from 'node:stream';
import type { Confidentiality, Criticality, DelegableDeed, LegalBasis } from '#contracts';
import type { EntityKey, Who } from './cast.js';
import type { DemoFile } from './paper.js';
import { commandOf } from './stage.js';
import type { Deed, Scene } from './story.js';

/** What people do with recommendations. */

export const setCriticality =
  (criticality: Criticality): Deed =>
  (scene) =>
    commandOf('recommendation.edit', scene.recommendationId, { criticality });

export const assign =
  (lead: EntityKey, owner?: Who): Deed =>
  (scene) =>
    commandOf('recommendation.assign', scene.recommendationId, {
      leadEntityId: scene.stage.idOf(`entity ${lead}`),
      ...(owner && { ownerId: scene.person(owner) }),
    });

export const classify =
  (confidentiality: Confidentiality, reason: string): Deed =>
  (scene) =>
    commandOf('recommendation.classify', scene.recommendationId, { confidentiality, reason });

export const consider = (): Deed => (scene) =>
  commandOf('recommendation.consider', scene.recommendationId, {});

export const start =
  (title: string, due: number, owner?: Who): Deed =>
  (scene) =>
    commandOf('recommendation.start', scene.recommendationId, {
      firstAction: { title, dueDate: scene.due(due), ownerId: scene.person(owner) },
    });

export const hold =
  (reason: string): Deed =>
  (scene) =>
    commandOf('recommendation.hold', scene.recommendationId, { reason });

export const resume =
  (reason: string): Deed =>
  (scene) =>
    commandOf('recommendation.resume', scene.recommendationId, { reason });

/** What people do with actions; the first one is called `first`. */

export const plan =
  (name: string, title: string, due: number, owner?: Who): Deed =>
  (scene) =>
    commandOf('action.plan', scene.fresh(name), {
      recommendationId: scene.recommendationId,
      title,
      due: scene.due(due),
      ownerId: scene.person(owner),
    });

export const startAction =
  (name = 'first'): Deed =>
  (scene) =>
    commandOf('action.start', scene.thing(name), {});

export const completeAction =
  (name: string, narrative: string): Deed =>
  (scene) =>
    commandOf('action.complete', scene.thing(name), { narrative });

export const dropAction =
  (name: string, reason: string): Deed =>
  (scene) =>
    commandOf('action.drop', scene.thing(name), { reason });

export const postponeAction =
  (name: string, due: number, reason: string): Deed =>
  (scene) =>
    commandOf('action.change', scene.thing(name), { due: scene.due(due), reason });

/** What people bring as evidence. */

interface FileMore {
  from?: number;
  to?: number;
  confidentiality?: Confidentiality;
}

export const bringFile =
  (name: string, title: string, file: DemoFile, { from, to, confidentiality }: FileMore = {}): Deed =>
  async (scene) =>
    commandOf('evidence.add-file', scene.fresh(name), {
      recommendationId: scene.recommendationId,
      title,
      file: await received(scene, file),
      effectiveFrom: from === undefined ? null : scene.stage.clock.date(from),
      effectiveTo: to === undefined ? null : scene.stage.clock.date(to),
      ...(confidentiality && { confidentiality }),
    });

export const bringLink =
  (name: string, title: string, url: string): Deed =>
  (scene) =>
    commandOf('evidence.add-link', scene.fresh(name), {
      recommendationId: scene.recommendationId,
      title,
      url,
    });

export const replaceFile =
  (name: string, file: DemoFile, reason: string): Deed =>
  async (scene) =>
    commandOf('evidence.replace', scene.thing(name), { file: await received(scene, file), reason });

export const withdrawEvidence =
  (name: string, reason: string): Deed =>
  (scene) =>
    commandOf('evidence.withdraw', scene.thing(name), { reason });

const received = ({ stage }: Scene, { fileName, bytes }: DemoFile) =>
  stage.files.receive({ fileName, stream: Readable.from([bytes]) });

/** What people say. */

export const comment =
  (text: string, { name = 'comment', mentions = [], answers }: CommentMore = {}): Deed =>
  (scene) =>
    commandOf('comment.post', scene.fresh(name), {
      recommendationId: scene.recommendationId,
      text,
      mentions: mentions.map((who) => scene.stage.person(who)),
      parentId: answers ? scene.thing(answers) : null,
    });

interface CommentMore {
  name?: string;
  mentions?: readonly Who[];
  /** Name of the comment that it answers. */
  answers?: string;
}

export const editComment =
  (name: string, text: string): Deed =>
  (scene) =>
    commandOf('comment.edit', scene.thing(name), { text });

export const resolveComment =
  (name = 'comment'): Deed =>
  (scene) =>
    commandOf('comment.resolve', scene.thing(name), {});

/** How words are taken out of the record. */

export const askRedaction =
  (commentName: string, legalBasis: LegalBasis, reason: string): Deed =>
  (scene) =>
    commandOf('redaction.request', scene.fresh(`redaction of ${commentName}`), {
      recommendationId: scene.recommendationId,
      targets: [{ entryId: scene.stage.firstEntryOf(scene.thing(commentName)), path: '/set/text' }],
      legalBasis,
      reason,
    });

export const approveRedaction =
  (commentName: string, reason: string): Deed =>
  (scene) =>
    commandOf('redaction.approve', scene.thing(`redaction of ${commentName}`), { reason });

/** How somebody lets another decide in their name. */

const decisions: DelegableDeed[] = ['proposal.approve', 'proposal.reject', 'proposal.return'];

export const lendDecisions =
  (to: Who, within: EntityKey, until: number, reason: string): Deed =>
  (scene) =>
    commandOf('delegation.give', scene.fresh(`delegation to ${to}`), {
      toId: scene.stage.person(to),
      scopeType: 'entity',
      scopeId: scene.stage.idOf(`entity ${within}`),
      deeds: decisions,
      endsAt: `${scene.stage.clock.date(until)}T18:00:00.000Z`,
      reason,
    });

export const endLending =
  (to: Who, reason: string): Deed =>
  (scene) =>
    commandOf('delegation.end', scene.thing(`delegation to ${to}`), { reason });

/** How somebody reads in an emergency what they may not read otherwise. */

export const askToRead =
  (hours: number, reason: string): Deed =>
  (scene) =>
    commandOf('emergency-access.request', scene.fresh('emergency'), {
      scopeType: 'recommendation',
      scopeId: scene.recommendationId,
      hours,
      reason,
    });

export const openForReading =
  (reason: string): Deed =>
  (scene) =>
    commandOf('emergency-access.approve', scene.thing('emergency'), { reason });

export const endReading =
  (reason: string): Deed =>
  (scene) =>
    commandOf('emergency-access.end', scene.thing('emergency'), { reason });
