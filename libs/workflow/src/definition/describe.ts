import { transitions, type Transition } from './transitions.js';

/** The transition table as Markdown, for `docs/WORKFLOW.md`; a test holds the page to it. */
export function describeTransitions(): string {
  const rows = (transitions as readonly Transition[]).map((row) =>
    [
      row.id,
      row.axis,
      fromWords(row),
      row.to.join(', ') || '—',
      row.asks.join(', '),
      deciderWords(row),
      row.carries.join(', ') || '—',
    ].join(' | '),
  );
  return [
    '# The workflow',
    '',
    'Made from `libs/workflow/src/definition/transitions.ts` by `npm run docs`. Code, permissions and web client read the same table.',
    '',
    '| transition | axis | from | to | asks | decides | must carry |',
    '|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
    '',
    'Who asks never decides. A verifier took no part in what is verified. A later material change voids an open proposal.',
    '',
  ].join('\n');
}

function fromWords({ from }: Transition): string {
  const conditions = Object.entries(from).map(([axis, states]) => `${axis}: ${states.join(' or ')}`);
  return conditions.join('; ') || 'any';
}

function deciderWords({ decides, decidesIfCritical, approvals, approvalsIfCritical }: Transition): string {
  if (decides === 'nobody') return 'nobody: recorded at once';
  const words = approvals > 1 ? `${decides} × ${approvals}` : decides;
  const critical = [decidesIfCritical, approvalsIfCritical && `× ${approvalsIfCritical}`]
    .filter(Boolean)
    .join(' ');
  return critical ? `${words} (critical: ${critical})` : words;
}
