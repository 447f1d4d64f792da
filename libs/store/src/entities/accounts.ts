import { EntitySchema } from 'typeorm';
import type {
  DelegationState,
  EmergencyAccessState,
  EntityState,
  GrantState,
  InstallationState,
  MappingState,
  PersonState,
} from '#contracts';
import { bool, instant, int, list, orNull, recorded, text, uuid } from './columns.js';

export const installationEntity = new EntitySchema<InstallationState>({
  name: 'installation',
  columns: {
    ...recorded,
    name: text(),
    simulatedClock: bool(),
    definitionSha256: text(),
    stepUpForApprovals: text(orNull),
    stepUpMinutes: int(orNull),
    secondFactor: text(orNull),
    accountDomains: list('text', orNull),
  },
});

export const entityEntity = new EntitySchema<EntityState>({
  name: 'entity',
  columns: { ...recorded, name: text(), acronym: text(orNull), kind: text(), parentId: uuid(orNull) },
});

export const personEntity = new EntitySchema<PersonState>({
  name: 'person',
  columns: {
    ...recorded,
    name: text(),
    email: text({ unique: true }),
    language: text(),
    state: text(),
    passwordChanges: int(),
    factorResets: int(orNull),
  },
});

export const delegationEntity = new EntitySchema<DelegationState>({
  name: 'delegation',
  columns: {
    ...recorded,
    fromId: uuid(),
    toId: uuid(),
    scopeType: text(),
    scopeId: uuid(orNull),
    deeds: list('text'),
    startsAt: instant(),
    endsAt: instant(),
    endedAt: instant(orNull),
  },
});

export const grantEntity = new EntitySchema<GrantState>({
  name: 'grant',
  columns: {
    ...recorded,
    personId: uuid(),
    role: text(),
    scopeType: text(),
    scopeId: uuid(orNull),
    verifies: bool(),
    endsAt: instant(orNull),
    endedAt: instant(orNull),
    mappingId: uuid(orNull),
  },
});

export const mappingEntity = new EntitySchema<MappingState>({
  name: 'mapping',
  columns: {
    ...recorded,
    groupName: text(),
    role: text(),
    scopeType: text(),
    scopeId: uuid(orNull),
    verifies: bool(),
    isMeant: bool(),
    addedById: uuid(),
    state: text(),
  },
});

export const emergencyAccessEntity = new EntitySchema<EmergencyAccessState>({
  name: 'emergency-access',
  tableName: 'emergency_access',
  columns: {
    ...recorded,
    requestedById: uuid(),
    scopeType: text(),
    scopeId: uuid(orNull),
    hours: int(),
    state: text(),
    decidedById: uuid(orNull),
    startsAt: instant(orNull),
    endsAt: instant(orNull),
    endedAt: instant(orNull),
  },
});
