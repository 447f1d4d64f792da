import {
  addGroup,
  changeGroup,
  directoryGroup,
  listDirectoryGroups,
  removeGroup,
  type DirectoryGroup,
  type GroupField,
  type ToldGroup,
} from '#store';
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
import { groupResource, newGroup, patchedGroup, replacedGroup } from './group-resource.js';
import { isAsked, narrowed, sliceOf, termsOf, type Asked } from './list-question.js';
import { etagOf, schemaNames } from './names.js';
import { bodyOf, changesOfPatch, changesOfResource } from './operations.js';

const asked: Asked<GroupField> = {
  id: { field: 'id', holds: 'id' },
  displayname: { field: 'displayName', holds: 'text' },
  externalid: { field: 'externalId', holds: 'text' },
  members: { field: 'memberId', holds: 'id' },
  'members.value': { field: 'memberId', holds: 'id' },
};

/** Groups of which the directory tells; mappings say what each of them brings. */
export const groupDoors: ScimDoors = {
  'GET /Groups': async ({ house: { store, setting }, query }) => {
    const slice = sliceOf(query);
    const terms = termsOf(query, asked);
    const hasMembers = isAsked(query, 'members');
    const { rows, total } = terms
      ? await listDirectoryGroups(store.pool, { ...slice, terms, hasMembers })
      : { rows: [], total: 0 };
    const resources = rows.map((group) =>
      narrowed(query, groupResource(group, hasMembers, setting.publicUrl)),
    );
    return done(200, listOf(resources, total, slice.startIndex));
  },

  'GET /Groups/:id': async (call) => {
    const hasMembers = isAsked(call.query, 'members');
    const group = (await directoryGroup(call.house.store.pool, idIn(call), hasMembers)) ?? nothing();
    return isSeen(call, etagOf(group.version)) ? done(304) : told(call, 200, group);
  },

  'POST /Groups': async (call) => {
    const group = newGroup(changesOfResource(bodyOf(call.body, schemaNames.group)));
    return told(call, 201, await addGroup(call.house.store, group, call.word));
  },

  'PUT /Groups/:id': (call) => {
    const changes = changesOfResource(bodyOf(call.body, schemaNames.group));
    return change(call, (was) => replacedGroup(was, changes));
  },

  'PATCH /Groups/:id': (call) => {
    const changes = changesOfPatch(call.body);
    return change(call, (was) => patchedGroup(was, changes));
  },

  'DELETE /Groups/:id': async (call) => {
    const mayRemove = ({ version }: DirectoryGroup) => mustMatch(call, etagOf(version));
    await removeGroup(call.house.store, idIn(call), mayRemove, call.word);
    return done(204);
  },
};

async function change(call: ScimCall, changed: (was: ToldGroup) => ToldGroup): Promise<ScimAnswer> {
  const group = await changeGroup(
    call.house.store,
    idIn(call),
    (was) => {
      mustMatch(call, etagOf(was.version));
      return changed(was);
    },
    call.word,
  );
  return told(call, 200, group);
}

const told = (
  { house: { setting }, query }: ScimCall,
  status: 200 | 201,
  group: DirectoryGroup,
): Promise<ScimAnswer> => done(status, groupResource(group, isAsked(query, 'members'), setting.publicUrl));
