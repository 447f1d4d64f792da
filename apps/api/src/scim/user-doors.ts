import {
  changeUser,
  directoryUser,
  letGo,
  listDirectoryUsers,
  takeIn,
  type DirectoryUser,
  type ToldUser,
  type UserField,
} from '#store';
import { sliceOf, termsOf, narrowed, type Asked } from './list-question.js';
import { etagOf, schemaNames } from './names.js';
import { bodyOf, changesOfPatch, changesOfResource } from './operations.js';
import {
  done,
  idIn,
  isSeen,
  listOf,
  mustMatch,
  nothing,
  type ScimAnswer,
  type ScimCall,
  type ScimDoors,
} from './answers.js';
import { newUser, patchedUser, replacedUser, userResource } from './user-resource.js';

const asked: Asked<UserField> = {
  id: { field: 'id', holds: 'id' },
  username: { field: 'userName', holds: 'text' },
  externalid: { field: 'externalId', holds: 'text' },
  emails: { field: 'email', holds: 'text' },
  'emails.value': { field: 'email', holds: 'text' },
  active: { field: 'isActive', holds: 'truth' },
};

/** People of whom the directory tells (RFC 7644 section 3.2). */
export const userDoors: ScimDoors = {
  'GET /Users': async ({ house: { store, setting }, query }) => {
    const slice = sliceOf(query);
    const terms = termsOf(query, asked);
    const { rows, total } = terms
      ? await listDirectoryUsers(store.pool, { ...slice, terms })
      : { rows: [], total: 0 };
    const resources = rows.map((user) => narrowed(query, userResource(user, setting.publicUrl)));
    return done(200, listOf(resources, total, slice.startIndex));
  },

  'GET /Users/:id': async (call) => {
    const user = await userOf(call);
    return isSeen(call, etagOf(user.version)) ? done(304) : told(call, 200, user);
  },

  'POST /Users': async (call) => {
    const user = newUser(changesOfResource(bodyOf(call.body, schemaNames.user)));
    return told(call, 201, await takeIn(call.house.store, user, call.word));
  },

  'PUT /Users/:id': (call) =>
    change(call, (was) => replacedUser(was, changesOfResource(bodyOf(call.body, schemaNames.user)))),

  'PATCH /Users/:id': (call) => change(call, (was) => patchedUser(was, changesOfPatch(call.body))),

  'DELETE /Users/:id': async (call) => {
    const user = await userOf(call);
    mustMatch(call, etagOf(user.version));
    await letGo(call.house.store, user, call.word);
    return done(204);
  },
};

async function change(call: ScimCall, changed: (was: ToldUser) => ToldUser): Promise<ScimAnswer> {
  const user = await userOf(call);
  mustMatch(call, etagOf(user.version));
  return told(call, 200, await changeUser(call.house.store, user, changed(user.told), call.word));
}

const userOf = async (call: ScimCall): Promise<DirectoryUser> =>
  (await directoryUser(call.house.store.pool, idIn(call))) ?? nothing();

const told = (
  { house: { setting } }: ScimCall,
  status: 200 | 201,
  user: DirectoryUser,
): Promise<ScimAnswer> => done(status, userResource(user, setting.publicUrl));
