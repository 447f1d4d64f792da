import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { fullSize, type SeedSize } from './options.js';

/** One line of the table. */
export interface Row {
  work: string;
  /** What is compared with the aim, in words. */
  result: string;
  aim: string;
  /** Null where there is no aim. */
  isReached: boolean | null;
  ours: string;
  bare: string;
}

/** A ratio that must be at least, or at most, the aim. */
export function ratioRow(
  work: string,
  ratio: number,
  bound: { least: number } | { most: number } | null,
  figures: { ours: string; bare: string },
): Row {
  const aim = !bound ? '' : 'least' in bound ? `≥ ${bound.least} ×` : `≤ ${bound.most} ×`;
  const isReached = !bound ? null : 'least' in bound ? ratio >= bound.least : ratio <= bound.most;
  return { work, result: `${digits(ratio)} ×`, aim, isReached, ...figures };
}

/** Two or three telling digits. */
export const digits = (value: number): string =>
  value >= 100 ? Math.round(value).toString() : value >= 10 ? value.toFixed(1) : value.toFixed(2);

export const milliseconds = (value: number): string => `${digits(value)} ms`;

/** The results as a page of Markdown. */
export function markdown(rows: readonly Row[], statements: readonly string[], size: SeedSize): string {
  const lines = rows.map(({ work, result, aim, isReached, ours, bare }) => {
    const verdict = isReached === null ? '' : isReached ? 'pass' : '**miss**';
    return `| ${[work, result, aim, verdict, ours, bare].join(' | ')} |`;
  });
  return `# What the benchmark found

Made by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}, Node.js ${process.versions.node}, ${cpus().length} cores
(${cpus()[0]?.model.trim() ?? 'unknown'}), on ${size.recommendations.toLocaleString('en')} recommendations and ${size.entries.toLocaleString('en')} history
entries. Ratios are Uphold to a bare \`node:http\` and \`pg\` server, or bare socket.io, on the same machine in the same
run: rounds in turn, each pair compared, the median of the pairs. Server, bare server and load generator are processes
of their own and share the machine with PostgreSQL. The last two columns are worth what this machine is worth.

| work | ratio | aim | | Uphold | bare |
|---|---|---|---|---|---|
${lines.join('\n')}

SQL statements per request, once sessions and rights are remembered:

| request | statements |
|---|---|
${statements.join('\n')}
`;
}

/** Keeps the results of a whole run beside the benchmark; those on less or more than is usual under their size. */
export async function keep(text: string, { recommendations }: SeedSize): Promise<void> {
  const name = recommendations === fullSize.recommendations ? 'RESULTS' : `RESULTS-${recommendations}`;
  await writeFile(fileURLToPath(new URL(`./${name}.md`, import.meta.url)), text);
}
