import { transitions } from '#workflow';
import { readableRecommendations } from '../reading.js';
import { allow, type Deed, type Speech } from '../sentence.js';

/** Who may read, draft, edit, assign, classify and move a recommendation. */
export const recommendationSpeech: Speech = (speaker) => {
  const { grant, within } = speaker;
  const reads = readableRecommendations(speaker);
  const asked = deedsAskedBy(grant.role);
  const said = reads.flatMap((where) => [
    ...allow('read', 'recommendation', where),
    ...allow(asked.recommendation, 'recommendation', where),
    ...allow(asked.proposal, 'proposal', where),
  ]);
  if (grant.role === 'staff') {
    said.push(
      ...allow('recommendation.draft', 'recommendation', within),
      ...reads.flatMap((where) =>
        allow('recommendation.edit', 'recommendation', { ...where, 'recommendation.issuance': 'draft' }),
      ),
    );
  }
  if (grant.role === 'manager') {
    said.push(
      ...allow(
        ['recommendation.draft', 'recommendation.edit', 'recommendation.assign', 'recommendation.classify'],
        'recommendation',
        within,
      ),
    );
  }
  return said;
};

/** The transition table says who asks; what nobody decides is a command of its own, the rest is proposed. */
function deedsAskedBy(role: string): { recommendation: Deed[]; proposal: Deed[] } {
  const rows = transitions.filter((row) => (row.asks as readonly string[]).includes(role));
  return {
    recommendation: rows.flatMap((row) =>
      row.decides === 'nobody' ? [`recommendation.${row.id}` as const] : [],
    ),
    proposal: rows.flatMap((row) => (row.decides === 'nobody' ? [] : [`proposal.make:${row.id}` as const])),
  };
}
