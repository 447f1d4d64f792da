import type { Random } from './random.js';

const commonWords =
  `of the to and in for with by early warning prevention protection civilians mission mandate human
  rights analysis response senior leadership coordination field headquarters team reporting member states council
  secretariat accountability review lessons learned guidance training deployment capacity planning conflict risk
  assessment political strategy regional partners engagement dialogue mediation support resources funding system
  policy action implementation monitoring evidence progress department agency programme country office humanitarian
  access advocacy communication decision authority responsibility escalation crisis information sharing joint
  operations logistics staff safety security rule law justice institutions development peace women youth inclusion
  participation framework standard procedure assign establish strengthen ensure develop conduct improve maintain`
    .split(/\s+/)
    .filter(Boolean);

const syllables = ['zor', 'vak', 'qui', 'xel', 'juv', 'kyo', 'wug', 'bly', 'fex', 'dru'];
const rarerWords = syllables.flatMap((first) =>
  syllables.flatMap((second) =>
    syllables.flatMap((third) => [first + second + third, second + third + first + 's']),
  ),
);

/** From the commonest on: as in any language, the word of rank n is used an n-th as often as the first. */
const words = [...commonWords, ...rarerWords];

/** Words that hardly any recommendation has: what is searched for when a rare word is searched. */
export const rareWords: readonly string[] = syllables.flatMap((first) =>
  syllables.map((second) => `${first}${second}ath`),
);

/** A title of six to ten words. */
export const titleOf = (random: Random): string => sentence(random, random.between(6, 10));

/** A text of some sixty words; with a rare one among them where it is given. */
export function textOf(random: Random, rareWord?: string): string {
  const sentences = Array.from(
    { length: random.between(3, 6) },
    () => `${sentence(random, random.between(10, 18))}.`,
  );
  if (rareWord) sentences.push(`See the ${rareWord} matter.`);
  return sentences.join(' ');
}

function sentence(random: Random, length: number): string {
  const text = Array.from({ length }, () => wordOf(random)).join(' ');
  return text[0]?.toUpperCase() + text.slice(1);
}

/** A word by its rank: evenly spread over the logarithm of the rank. */
const wordOf = (random: Random): string => words[Math.floor(words.length ** random.fraction()) - 1] ?? 'the';
