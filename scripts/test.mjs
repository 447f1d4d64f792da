import { since } from './process.mjs';
import { needs, readers, stages } from './stages.mjs';

/** Runs the stages that were asked for, or all, and ends with one line of counts over everything. */
export async function runTests(asked) {
  const unknown = asked.filter((name) => !(name in stages));
  if (unknown.length > 0) {
    console.error(
      `There is no stage ${unknown.join(', ')}. The stages are: ${Object.keys(stages).join(', ')}.`,
    );
    return 2;
  }
  const total = { passed: 0, failed: 0, skipped: 0 };
  const add = async (name) => {
    const counts = await runStage(name);
    for (const kind of Object.keys(total)) total[kind] += counts[kind];
  };
  const chosen = choose(asked);
  // What reads the code alone keeps one core busy each: two go side by side.
  const reading = chosen.filter((name) => readers.includes(name));
  const next = async () => {
    for (let name = reading.shift(); name; name = reading.shift()) await add(name);
  };
  await Promise.all([next(), next()]);
  for (const name of chosen.filter((name) => !readers.includes(name))) await add(name);
  console.log(summary(total));
  return total.failed === 0 ? 0 : 1;
}

function choose(asked) {
  const wanted = new Set([...asked, ...asked.flatMap((name) => needs[name] ?? [])]);
  return Object.keys(stages).filter((name) => asked.length === 0 || wanted.has(name));
}

async function runStage(name) {
  const began = performance.now();
  const counts = await stages[name]().catch((error) => ({
    passed: 0,
    failed: 1,
    skipped: 0,
    report: error.stack,
  }));
  const words =
    counts.failed > 0 ? `${counts.failed} FAILED, ${counts.passed} passed` : `${counts.passed} passed`;
  console.log(`${name.padEnd(10)} ${since(began).padStart(8)}   ${words}${skippedWords(counts)}`);
  if (counts.failed > 0) console.log(`\n${counts.report.trim()}\n`);
  return counts;
}

const summary = (total) => `${total.passed} passed, ${total.failed} failed${skippedWords(total)}`;

const skippedWords = ({ skipped }) => (skipped > 0 ? `, ${skipped} skipped` : '');
