import {
  objectTypes,
  type Actor,
  type Comparison,
  type FieldDifference,
  type ObjectType,
  type Page,
  type PageQuery,
  type StateOf,
} from '#contracts';
import { rowShapes } from '../entities/rows.js';
import { Parameters } from '../parameters.js';
import { readPage, type ListPlan } from '../queries/list.js';
import { evidenceTold, type Naming } from '../queries/named-evidence.js';
import { aliasOf, askedSql } from '../scope-sql.js';
import { lastChanges, recommendationNames, statesAt, type LastChange } from './compared-states.js';
import { allowedAmong, Rows } from './rows.js';
import type { Reader } from '../reading/reader.js';

/** What is compared: everything in the person's scope, what belongs to a review, or to a recommendation. */
export interface Between extends PageQuery {
  from: string;
  to: string;
  reviewId?: string | undefined;
  recommendationId?: string | undefined;
}

const inRecommendation = ['proposal', 'action', 'evidence', 'comment', 'redaction'] as const;
/** Fields that every change changes. */
const always = ['id', 'version', 'createdAt', 'updatedAt'];

/**
 * What differs between two times, the newest change first: each object with the fields whose values are not the
 * same, and who changed each last. Told are objects that the person may read as they were at either time and as
 * they are; one that came to be in between, as it was at the later.
 */
export async function compare(reader: Reader, actor: Actor, between: Between): Promise<Page<Comparison>> {
  const page = await readPage<{ objectType: ObjectType; id: string }>(
    reader,
    changedPlan(actor, between),
    between,
  );
  const { from, to } = between;
  const [then, now, changes] = await Promise.all([
    statesAt(reader, page.rows, from),
    statesAt(reader, page.rows, to),
    lastChanges(reader, page.rows, { from, to }),
  ]);
  const names = await recommendationNames(reader, now.values(), to);
  const told = await evidenceTold(
    reader,
    actor,
    [...then.values(), ...now.values()].flatMap((state) => (namesEvidence(state) ? [state] : [])),
  );
  const toldOf = <S extends object>(state: S): S => (namesEvidence(state) ? told(state) : state);
  const rows = page.rows.flatMap(({ objectType, id }) => {
    const [earlier, later] = [then.get(id), now.get(id)];
    if (!later) return [];
    const [before, after] = [earlier ? toldOf(earlier) : null, toldOf(later)];
    const differences = differencesOf(objectType, { before, after }, changes.get(id) ?? new Map());
    const { recommendationId } = after as { recommendationId?: string };
    return differences.length === 0
      ? []
      : [
          {
            objectType,
            objectId: id,
            name: nameOf(after),
            recommendation: (recommendationId && names.get(recommendationId)) || null,
            versionThen: before?.version ?? null,
            versionNow: after.version,
            differences,
          },
        ];
  });
  return { rows, next: page.next };
}

/** The parts of the statement that finds what changed; each type is a range of the index of its times. */
function changedPlan(actor: Actor, between: Between): ListPlan {
  const parameters = new Parameters();
  const changing = { actor, between, parameters, since: `${parameters.add(between.from)}::timestamptz` };
  const ofTypes = typesWithin(between).flatMap((type) => changedSql(type, changing));
  const none = `select null::text as type, null::uuid as id, ${changing.since} as updated_at where false`;
  return {
    select: 'changed.type as "objectType", changed.id',
    from: `(${[...ofTypes, ...(ofTypes.length === 0 ? [none] : [])].join(' union all ')}) changed`,
    where: [],
    keys: [
      { sql: 'changed.updated_at', type: 'timestamptz' },
      { sql: 'changed.id', type: 'uuid' },
    ],
    descending: true,
    parameters,
    dependsOnValues: true,
  };
}

/** Types of objects that may belong to what is compared. What was read in an emergency has a list of its own. */
function typesWithin({ reviewId, recommendationId }: Between): readonly ObjectType[] {
  if (recommendationId) return ['recommendation', ...inRecommendation];
  if (reviewId) return ['review', 'recommendation', ...inRecommendation];
  return objectTypes.filter((type) => type !== 'installation' && type !== 'emergency-access');
}

interface Changing {
  actor: Actor;
  between: Between;
  parameters: Parameters;
  since: string;
}

/** Objects of a type that changed, as far as the person may read them; none where they may read none. */
function changedSql(type: ObjectType, { actor, between, parameters, since }: Changing): string[] {
  // A comparison names versions and entries, so that it is told to whom the whole object is told.
  const about = { actor, deed: 'read', noun: type, part: 'whole' } as const;
  const scope = askedSql(about, parameters);
  if (scope === 'false') return [];
  const now = new Rows(parameters, between.to);
  const alias = aliasOf(type);
  const joined = isIn(type)
    ? ` join ${now.of('recommendation')} recommendation on recommendation.id = ${alias}.recommendation_id`
    : '';
  const among = (rows: () => Rows) => (scope === 'true' ? 'true' : allowedAmong(rows(), about, parameters));
  return [
    `select '${type}'::text as type, ${alias}.id, ${alias}.updated_at from ${now.of(type)} ${alias}${joined}
     where ${alias}.updated_at > ${since} and ${belongsTo(type, between, parameters)} and ${scope}
       and ${among(() => new Rows(parameters))}
       and (${alias}.created_at > ${since} or ${among(() => new Rows(parameters, between.from))})`,
  ];
}

/** Whether it is a proposal or a comment. */
const namesEvidence = (state: object): state is Naming => 'change' in state || 'about' in state;

const isIn = (type: ObjectType): boolean => (inRecommendation as readonly ObjectType[]).includes(type);

/** Whether an object belongs to the review or recommendation that is asked for. */
function belongsTo(
  type: ObjectType,
  { reviewId, recommendationId }: Between,
  parameters: Parameters,
): string {
  if (recommendationId) return `recommendation.id = ${parameters.add(recommendationId)}::uuid`;
  if (!reviewId) return 'true';
  const place = `${parameters.add(reviewId)}::uuid`;
  return type === 'review' ? `review.id = ${place}` : `recommendation.review_id = ${place}`;
}

function differencesOf<T extends ObjectType>(
  type: T,
  { before, after }: { before: StateOf[T] | null; after: StateOf[T] },
  changes: ReadonlyMap<string, LastChange>,
): FieldDifference[] {
  return rowShapes[type].fields
    .filter((field) => !always.includes(field))
    .flatMap((field) => {
      const [then, now] = [told(before?.[field]), told(after[field])];
      const changed = changes.get(field);
      return changed && JSON.stringify(then) !== JSON.stringify(now) ? [{ field, then, now, changed }] : [];
    });
}

/** A value as readers see it: an empty list is none, and where the bytes of a file are kept stays inside. */
function told(value: unknown): unknown {
  const isNothing = value === undefined || value === null || (Array.isArray(value) && value.length === 0);
  if (isNothing) return null;
  if (typeof value !== 'object' || !('storageKey' in value)) return value;
  const { storageKey: _, ...file } = value;
  return file;
}

/** What people call an object; a comment has no name, and a proposal that of the change it asks for. */
function nameOf(state: StateOf[ObjectType]): string {
  if ('title' in state) return state.title;
  if ('name' in state) return state.name;
  if ('change' in state) return state.change.transition;
  return '';
}
