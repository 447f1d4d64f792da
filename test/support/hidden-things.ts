import type { Client } from './client.js';
import type { SmallWorld } from './small-world.js';

/** A confidential recommendation with what belongs to it, and a public one with confidential evidence; by their ids. */
export interface HiddenThings {
  hidden: Record<'recommendation' | 'proposal' | 'action' | 'evidence' | 'comment', string>;
  published: { recommendation: string; evidence: string };
}

/** Has a manager make things that few may read, each with the word in everything that is said about it. */
export async function hideThings(world: SmallWorld, manager: Client, word: string): Promise<HiddenThings> {
  const bring = async (fields: Record<string, string>): Promise<string> => {
    const file = { name: `${word}.txt`, bytes: word };
    const answer = await manager.upload('/evidence/files', { title: word, ...fields }, file).expect(201);
    return (answer.body as { objectId: string }).objectId;
  };
  const recommendationId = await world.issued({
    code: `${word}-1`,
    title: `About the ${word}`,
    text: `All of the ${word}.`,
    themes: [word],
    criticality: 'critical',
  });
  const classified = { confidentiality: 'confidential', reason: word } as const;
  await manager.must('recommendation.classify', classified, recommendationId);
  const due = { date: '2020-01-01', precision: 'day' } as const;
  const hidden = {
    recommendation: recommendationId,
    comment: (await manager.must('comment.post', { recommendationId, text: word })).objectId,
    action: (await manager.must('action.plan', { recommendationId, title: word, due })).objectId,
    evidence: await bring({ recommendationId, confidentiality: 'public' }),
    proposal: await manager.proposes(recommendationId, { transition: 'close-alternative', reason: word }),
  };
  const open = await world.issued({ confidentiality: 'public', title: 'Plain words' });
  const evidence = await bring({ recommendationId: open, confidentiality: 'confidential' });
  return { hidden, published: { recommendation: open, evidence } };
}
