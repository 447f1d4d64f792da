import { directoryBase, GroupName, Id } from '#contracts';
import type { DirectoryGroup, ToldGroup } from '#store';
import { metaOf, schemaNames } from './names.js';
import type { Change } from './operations.js';
import { wrong } from './scim-fault.js';
import { several, textOf, valid } from './values.js';

const nothing: ToldGroup = { displayName: '', externalId: null, memberIds: [] };

/** A new group, out of the attributes of a resource. */
export const newGroup = (changes: readonly Change[]): ToldGroup => finished(changes.reduce(changed, nothing));

/** A group as a resource says that takes the place of what was told. */
export const replacedGroup = ({ externalId }: ToldGroup, changes: readonly Change[]): ToldGroup =>
  finished(changes.reduce(changed, { ...nothing, externalId }));

/** A group as a PATCH changes it. */
export const patchedGroup = (was: ToldGroup, changes: readonly Change[]): ToldGroup =>
  finished(changes.reduce(changed, was));

function changed(told: ToldGroup, { op, path, value }: Change): ToldGroup {
  switch (path.attribute) {
    case 'displayname':
      if (op === 'remove') throw wrong('mutability', 'a group is never without a displayName');
      return { ...told, displayName: valid(GroupName, textOf(value, 'displayName', 255), 'displayName') };
    case 'externalid':
      return { ...told, externalId: op === 'remove' ? null : textOf(value, 'externalId') };
    case 'members':
      return { ...told, memberIds: membersAfter(told.memberIds, { op, path, value }) };
    default:
      return told;
  }
}

function membersAfter(was: readonly string[], { op, path: { chosen }, value }: Change): string[] {
  if (op === 'remove') {
    // Microsoft Entra ID names in the value whom to remove; others by the path; neither means everybody.
    if (chosen?.value === null) throw wrong('noTarget', 'members are named by their value');
    if (!chosen && (value === undefined || value === null)) return [];
    const named = chosen ? [chosen.value] : several(value);
    const leaving = new Set(named.map(idOfMember));
    return was.filter((id) => !leaving.has(id));
  }
  if (chosen) throw wrong('invalidPath', 'members are added and replaced as a list');
  const ids = several(value).map(idOfMember);
  return [...new Set(op === 'add' ? [...was, ...ids] : ids)];
}

function idOfMember(member: unknown): string {
  const { value, type } =
    typeof member === 'object' && member !== null ? (member as Member) : { value: member };
  if (type !== undefined && type !== null && String(type).toLowerCase() !== 'user')
    throw wrong('invalidValue', 'members are users: groups within groups are not kept');
  return valid(Id, value, 'members').toLowerCase();
}

interface Member {
  value?: unknown;
  type?: unknown;
}

function finished(told: ToldGroup): ToldGroup {
  if (told.displayName === '') throw wrong('invalidValue', 'displayName is required');
  return told;
}

/** A group as the directory reads it (RFC 7643 section 4.2). */
export function groupResource(group: DirectoryGroup, hasMembers: boolean, publicUrl: string) {
  const { id, displayName, externalId, members } = group;
  return {
    schemas: [schemaNames.group],
    id,
    ...(externalId !== null && { externalId }),
    displayName,
    ...(hasMembers && {
      members: members.map((member) => ({
        value: member.id,
        display: member.name,
        type: 'User',
        $ref: `${publicUrl}${directoryBase}/Users/${member.id}`,
      })),
    }),
    meta: metaOf('Group', group, publicUrl),
  };
}
