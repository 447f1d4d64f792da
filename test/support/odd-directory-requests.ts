import type { Response } from 'supertest';
import type { Directory } from './directory.js';
import { patchOp } from './directory.js';

const nobody = '01890000-0000-7000-8000-000000000000';
const user = 'urn:ietf:params:scim:schemas:core:2.0:User';
const group = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const odd: readonly unknown[] = [
  null,
  17,
  -1.5e300,
  true,
  '',
  ' ',
  'a\u0000b',
  '\u202e',
  'x'.repeat(5_000),
  [],
  {},
  [[[]]],
  [null],
  { value: {} },
  { value: 'x'.repeat(300) },
  ['\ud800'],
  "'; drop table person; --",
];
const paths = [
  '',
  'active]',
  'members[',
  'emails[type eq "work"',
  '..',
  'a b',
  '[value eq "x"]',
  '"',
  '$'.repeat(2_000),
];
const filters = [
  '',
  'a',
  'userName',
  'userName eq',
  'userName eq x',
  'nothing eq "x"',
  'active eq "x"',
  '"',
  'id pr',
  '(',
];

/** An odd request to the doors of the directory, of which none may be accepted; the same for the same number. */
export async function oddDirectoryRequest(directory: Directory, seed: number): Promise<Response> {
  const pick = <T>(from: readonly T[], step = 1): T => from[Math.floor(seed / step) % from.length] as T;
  const what = pick(['Users', 'Groups'] as const);
  const schema = what === 'Users' ? user : group;
  const value = pick(odd, 7);
  const send = (method: 'post' | 'put' | 'patch', path: string, body: object) =>
    directory.send(directory.ask(method, path), body);
  switch (seed % 7) {
    case 0:
      return send('post', `/${what}`, {
        schemas: [schema],
        userName: value,
        displayName: 7,
        active: 'perhaps',
      });
    case 1:
      return send('post', `/${what}`, { schemas: value, userName: 'odd@test.example', displayName: 'Odd' });
    case 2:
      return send('patch', `/${what}/${nobody}`, {
        schemas: [patchOp],
        Operations: [{ op: 'replace', path: pick(paths, 7), value }],
      });
    case 3:
      return send('patch', `/${what}/${nobody}`, { schemas: [patchOp], Operations: value });
    case 4:
      return directory
        .ask('get', `/${what}`)
        .query(seed % 2 ? { filter: pick(filters, 7) } : { count: 'many', startIndex: '' });
    case 5:
      return send('put', `/${what}/${pick([nobody, 'x', '%00', '..%2f..', "'"], 7)}`, {
        schemas: [schema],
        displayName: value,
      });
    default:
      return directory
        .ask(pick(['post', 'put', 'patch'] as const, 7), `/${what}/${nobody}`)
        .send(pick(['{', '[]', '"a"', '{"schemas":', '{"__proto__":1}', 'null', '\u0000'], 21));
  }
}
