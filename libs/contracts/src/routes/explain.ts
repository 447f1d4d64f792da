import { CapableView, Explanation } from '../explain.js';
import { PageQuery, pageOf } from '../page.js';
import { plurals } from '../plurals.js';
import { objectTypes, type ObjectType } from '../vocabulary.js';
import { route } from './route.js';

const explaining = (type: ObjectType) =>
  route(
    'GET',
    `/${plurals[type]}/:id/permissions`,
    { read: type },
    'Every deed on it: whether I may, and why not',
    { answer: Explanation },
  );
const naming = (type: ObjectType) =>
  route(
    'GET',
    `/${plurals[type]}/:id/permissions/:deed/people`,
    { read: type },
    'Who may do a deed on it, for those who may know',
    { query: PageQuery, answer: pageOf(CapableView) },
  );
type Explaining = { [T in ObjectType as `explain:${T}`]: ReturnType<typeof explaining> };
type Naming = { [T in ObjectType as `people:${T}`]: ReturnType<typeof naming> };

/** “Why can't I?” and “who can?”, of an object of every type. */
export const explainRoutes = Object.fromEntries(
  objectTypes.flatMap((type) => [
    [`explain:${type}`, explaining(type)],
    [`people:${type}`, naming(type)],
  ]),
) as Explaining & Naming;
