import { Problem, problemStatus } from '#contracts';
import type { Attempt } from './attempts.js';
import { departure } from './conforms.js';
import type { Operation } from './description.js';
import type { WireAnswer } from './send.js';

/** What must not come out of any door to the one who asked. */
export interface Secrets {
  /** Words that stand in what this person may not read, and nowhere else. */
  hidden: readonly string[];
  /** Passwords, hashes, tokens of anybody, and tokens against forgery of others. */
  credentials: readonly string[];
}

/** Traces of what is inside: stacks, statements, places on the disk, the database's own words. */
const insides =
  /node_modules|\.[tj]s:\d|\bat (async )?[\w.<>]+ \(|\bselect .{1,300} from |\binsert into |violates .{1,40} constraint|invalid input syntax|relation "|\/tmp\/|\/shm\/|uphold-files|\$argon2|PostgresError|QueryFailed|TypeError|ECONN|libs\/store/i;

/** Everything that is wrong with an answer, in words; nothing for one that may be given. */
export function faultsOf(
  operation: Operation,
  attempt: Attempt,
  answer: WireAnswer,
  { hidden, credentials }: Secrets,
): string[] {
  const { status, text, headers } = answer;
  if (status === 0) return ['answered nothing'];
  const given = `${attempt.target} ${attempt.body?.bytes.toString() ?? ''} ${JSON.stringify(attempt.headers)}`;
  const told = `${text} ${JSON.stringify(headers)}`;
  const isLike = (secret: string) => told.includes(secret) && !given.includes(secret);
  return [
    ...(status >= 500 ? [`answered ${status}`] : []),
    ...(status < 400 ? acceptedFaults(operation, attempt, answer) : problemFaults(answer)),
    ...(hidden.some(isLike) ? ['tells what this person may not read'] : []),
    ...(credentials.some(isLike) ? ['tells a credential'] : []),
    ...headerFaults(answer),
  ];
}

function acceptedFaults(
  { success, body }: Operation,
  attempt: Attempt,
  { status, headers, text }: WireAnswer,
): string[] {
  if (status !== success.status) return [`answered ${status}, and is described to answer ${success.status}`];
  const media = String(headers['content-type'] ?? '').split(';')[0] ?? '';
  const described = Object.keys(success.content);
  const faults = body && attempt.body ? nonsense(attempt.body, body) : [];
  if (described.length === 0)
    return text === '' ? faults : [...faults, 'tells something where nothing is described'];
  if (!described.includes(media) && !described.includes('*/*'))
    faults.push(`is ${media}, and is described as ${described.join()}`);
  const schema = success.content[media]?.schema;
  const departs = schema && departure(JSON.parse(text), schema, 'the answer');
  return departs ? [...faults, departs] : faults;
}

/** Whatever is accepted must be what the description asks for, but for blanks and forms of Unicode that are set right. */
function nonsense(
  { bytes, type }: NonNullable<Attempt['body']>,
  schema: Parameters<typeof departure>[1],
): string[] {
  if (type.startsWith('multipart/')) return [];
  try {
    const sent: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const departs = departure(setRight(sent), schema, 'the body');
    return departs ? [`was accepted although ${departs}`] : [];
  } catch {
    return ['was accepted although it is no JSON'];
  }
}

function setRight(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC').trim();
  if (Array.isArray(value)) return value.map(setRight);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, setRight(one)]));
}

function problemFaults({ status, headers, text }: WireAnswer): string[] {
  const faults: string[] = [];
  if (status < 400) return [`answered ${status}`];
  if (!/^application\/problem\+json/.test(String(headers['content-type'])))
    faults.push(`a problem came as ${String(headers['content-type'])}`);
  try {
    const problem = Problem.strict().parse(JSON.parse(text));
    if (
      problemStatus[problem.code] !== status ||
      problem.status !== status ||
      problem.type !== `/problems/${problem.code}`
    )
      faults.push(`the problem ${problem.code} came with ${status}`);
  } catch {
    faults.push('the problem is none by RFC 9457');
  }
  if (insides.test(text)) faults.push('tells of the insides');
  return faults;
}

function headerFaults({ headers }: WireAnswer): string[] {
  const faults: string[] = [];
  if (headers['cache-control'] !== 'no-store') faults.push('may be kept by caches');
  if (headers['x-content-type-options'] !== 'nosniff') faults.push('lets browsers guess its type');
  if (!headers['content-security-policy']) faults.push('has no content policy');
  if (/express|fastify|node/i.test(`${String(headers['server'])} ${String(headers['x-powered-by'])}`))
    faults.push('tells what it is made with');
  return faults;
}
