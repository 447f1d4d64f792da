import request, { type Response, type Test } from 'supertest';
import { directoryBase } from '#contracts';

const core = 'urn:ietf:params:scim:schemas:core:2.0';
export const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** The directory of a provider as it speaks to the house (SCIM 2.0). */
export class Directory {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  ask(method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string): Test {
    return request(this.url)
      [method](`${directoryBase}${path}`)
      .set('Authorization', `Bearer ${this.token}`)
      .set('Content-Type', 'application/scim+json');
  }

  find(what: 'Users' | 'Groups', filter: string): Test {
    return this.ask('get', `/${what}`).query({ filter });
  }

  addUser(email: string, more: object = {}): Test {
    const [name = ''] = email.split('@');
    const user = {
      schemas: [`${core}:User`],
      userName: email,
      externalId: `ext-${email}`,
      displayName: name,
    };
    return this.send(this.ask('post', '/Users'), { ...user, active: true, ...more });
  }

  replaceUser(id: string, user: object): Test {
    return this.send(this.ask('put', `/Users/${id}`), { schemas: [`${core}:User`], ...user });
  }

  addGroup(displayName: string, memberIds: readonly string[] = [], more: object = {}): Test {
    const members = memberIds.map((value) => ({ value }));
    const group = { schemas: [`${core}:Group`], displayName, members, ...more };
    return this.send(this.ask('post', '/Groups'), group);
  }

  patch(path: string, ...operations: object[]): Test {
    return this.send(this.ask('patch', path), { schemas: [patchOp], Operations: operations });
  }

  send(asked: Test, body: object): Test {
    return asked.send(JSON.stringify(body));
  }
}

/** The body of a SCIM answer, whose media type supertest does not parse by itself in every version. */
export function scimBody<T = Record<string, unknown>>({ text }: Response): T {
  return JSON.parse(text) as T;
}

/** What a directory reads of a user, or of a group. */
export interface ScimUser {
  id: string;
  displayName: string;
  meta: { version: string; location: string };
}
export interface ScimList {
  totalResults: number;
  Resources: { id: string; members?: { value: string }[] }[];
}
