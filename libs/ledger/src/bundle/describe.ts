import { counted } from './findings.js';
import { hinderingCodes, type Fault, type Proved, type Unproved, type Verdict } from './verdict.js';

/** A heading with sentences below it. */
export interface Section {
  heading: string;
  lines: string[];
}

const toldFaults = 10;
const toldRedactions = 10;

/** What a verdict comes to, in plain words: the first section says it in one sentence. */
export function describeVerdict(verdict: Verdict): Section[] {
  const { outcome, faults, unproved } = verdict;
  if (outcome === 'unusable')
    return [{ heading: 'This cannot be verified.', lines: faults.map(faultSentence) }];
  if (outcome === 'holds')
    return [
      { heading: 'The history holds.', lines: [] },
      { heading: 'Proved', lines: provedSentences(verdict.proved) },
      ...redactions(verdict),
      ...(unproved.length > 0 ? [{ heading: 'Not proved', lines: unproved.map(({ words }) => words) }] : []),
    ];
  return brokenSections(verdict);
}

function brokenSections(verdict: Verdict): Section[] {
  const { faults, faultCount, consequences, consequenceCount, isIncomplete, isRootReached } = verdict;
  const hindered = verdict.unproved.filter(({ code }) => hindering.has(code));
  return [
    isIncomplete
      ? {
          heading: 'The file is incomplete.',
          lines: ['Its end is missing. Copy or export it again; nothing is proved of a part of a file.'],
        }
      : { heading: 'The history is broken.', lines: [] },
    { heading: 'The first break', lines: faults.slice(0, 1).map(faultSentence) },
    ...faultSection('What else is wrong', faults.slice(1), faultCount - 1),
    ...faultSection('What may follow from it', consequences, consequenceCount),
    ...(isRootReached ? [] : [{ heading: 'Not reached', lines: [rootNotReached] }]),
    ...(hindered.length > 0 ? [{ heading: 'Not checked', lines: hindered.map(({ words }) => words) }] : []),
  ];
}

const hindering: ReadonlySet<Unproved['code']> = new Set(hinderingCodes);
const rootNotReached =
  'The entries did not come to a root that was signed, so that nothing is proved of any of them.';

function faultSection(heading: string, faults: readonly Fault[], count: number): Section[] {
  if (faults.length === 0) return [];
  const told = faults.slice(0, toldFaults);
  const rest = count - told.length;
  const more = rest > 0 ? [`And ${counted(rest, 'fault', 'faults')} more.`] : [];
  return [{ heading, lines: [...told.map(faultSentence), ...more] }];
}

/** A fault with its place. */
export function faultSentence({ line, index, to, entryId, words }: Fault): string {
  const span =
    index === undefined
      ? null
      : to === undefined || to === index
        ? `index ${index}`
        : `somewhere between index ${index} and ${to}`;
  const place = [line === undefined ? null : `line ${line}`, span, entryId ? `entry ${entryId}` : null];
  const where = place.filter((part) => part !== null).join(', ');
  return where === '' ? words : `${where[0]?.toUpperCase()}${where.slice(1)}: ${words}`;
}

function provedSentences(proved: Proved): string[] {
  const { origin, treeSize, root, entries, span, objects, openings, legalSteps, states } = proved;
  const sentences = [
    `The log ${origin} has ${counted(treeSize, 'entry', 'entries')}; ${counted(entries, 'is', 'are')} told here in full${span ? `, from ${span.from} to ${span.to}` : ''}.`,
    `They come to the root that was signed, ${root}: none was altered, removed, added or put in another order.`,
  ];
  if (objects > 0)
    sentences.push(
      `The entries of each of ${counted(objects, 'object', 'objects')} follow one another by their hashes.`,
    );
  if (openings > 0)
    sentences.push(
      `${counted(openings, 'text or file is', 'texts and files are')} what the entries committed to.`,
    );
  if (legalSteps > 0)
    sentences.push(
      `None of ${counted(legalSteps, 'step', 'steps')} was found to break the rules of the workflow.`,
    );
  if (states > 0)
    sentences.push(
      `${counted(states, 'exported state is', 'exported states are')} what the history comes to.`,
    );
  for (const size of proved.oldCheckpoints)
    sentences.push(
      `The earlier checkpoint of ${counted(size, 'entry', 'entries')} holds: the log only grew since.`,
    );
  return [...sentences, ...proved.signers.map(signerSentence)];
}

function signerSentence({ name, keyId, isTrusted, cosignedAt }: Proved['signers'][number]): string {
  const key = `${name}, key ${keyId}${isTrusted ? ', which you trust' : ''}`;
  return cosignedAt === null
    ? `The checkpoint is signed by ${key}.`
    : `The checkpoint was cosigned on ${new Date(cosignedAt * 1000).toISOString()} by ${key}.`;
}

function redactions({ redactions: found, redactionCount }: Verdict): Section[] {
  if (redactionCount === 0) return [];
  const told = found.slice(0, toldRedactions);
  const rest = redactionCount - told.length;
  return [
    {
      heading: 'Redacted',
      lines: [
        ...told.map(
          ({ index, path, by }) =>
            `Index ${index}: ${path} was taken out by the redaction at index ${by.index}.`,
        ),
        ...(rest > 0 ? [`And ${counted(rest, 'place', 'places')} more.`] : []),
      ],
    },
  ];
}
