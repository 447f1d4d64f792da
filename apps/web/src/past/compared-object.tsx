import { Link } from '@tanstack/react-router';
import type { Comparison, FieldDifference } from '#contracts';
import { FieldValue, holdsSomething } from '../history/field-value.js';
import { Code, Mark } from '../ui/mark.js';
import { Said } from '../ui/said.js';
import { useDates } from '../words/use-dates.js';
import { useHasWord, useWords, wordOf } from '../words/use-words.js';
import css from './past.module.css';

/** Fields whose values say nothing to people, or are told with another one. */
const silent = [
  ...['duePrecision', 'edits', 'passwordChanges', 'about', 'decidedBy', 'approvalsNeeded', 'pinnedVersion'],
  ...['change', 'recommendationId', 'reviewId', 'scopeId', 'targets', 'mentions', 'parentId'],
];

/** One object: what was, what is, who changed it and when, side by side. */
export function ComparedObject({ compared }: { compared: Comparison }) {
  const say = useWords();
  const isNew = compared.versionThen === null;
  const shown = compared.differences.filter(
    ({ field, now }) => !silent.includes(field) && (!isNew || holdsSomething(now)),
  );
  const table = `${compared.objectId}-compared`;
  return (
    <section className={css.object} aria-labelledby={table}>
      <div className={css.objectHead}>
        <h3 id={table} className={css.objectName}>
          {say(wordOf('object', compared.objectType))} <Name compared={compared} />
        </h3>
        {isNew && <Mark tone="good">{say('compare.new')}</Mark>}
        {compared.recommendation && (
          <Link to="/recommendations/$id" params={{ id: compared.recommendation.id }}>
            <Code>{compared.recommendation.code}</Code> <bdi>{compared.recommendation.title}</bdi>
          </Link>
        )}
      </div>
      <table className={css.sides}>
        <thead>
          <tr>
            <th scope="col">{say('compare.field')}</th>
            <th scope="col">{say('compare.then')}</th>
            <th scope="col">{say('compare.now')}</th>
            <th scope="col">{say('compare.who')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((difference) => (
            <Difference key={difference.field} objectType={compared.objectType} difference={difference} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Name({ compared: { objectType, objectId, name } }: { compared: Comparison }) {
  const say = useWords();
  if (objectType === 'recommendation')
    return (
      <Link to="/recommendations/$id" params={{ id: objectId }}>
        <bdi>{name}</bdi>
      </Link>
    );
  if (objectType === 'proposal') return say(wordOf('transition', name));
  return (
    <bdi>
      <Said text={name} />
    </bdi>
  );
}

function Difference({ objectType, difference }: { objectType: string; difference: FieldDifference }) {
  const say = useWords();
  const hasWord = useHasWord();
  const dates = useDates();
  const { field, then, now, changed } = difference;
  const word = `field.${field}`;
  return (
    <tr>
      <th scope="row">{hasWord(word) ? say(wordOf(word)) : field}</th>
      <td className={css.then}>
        <span className={css.side}>{say('compare.then')}</span>
        <FieldValue objectType={objectType} field={field} value={then} />
      </td>
      <td className={css.now}>
        <span className={css.side}>{say('compare.now')}</span>
        <FieldValue objectType={objectType} field={field} value={now} />
      </td>
      <td>
        <span className={css.side}>{say('compare.who')}</span>
        <bdi>{changed.by?.name ?? say('history.system')}</bdi>
        <div className="soft small">
          {dates.time(changed.at)} · {say('compare.entry', { index: String(changed.index) })}
        </div>
      </td>
    </tr>
  );
}
