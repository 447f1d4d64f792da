import { allow, allowOutline, forbid, type Sentence, type Speech } from '../sentence.js';

const administration = [
  ['installation.change', 'installation'],
  ['entity.create', 'entity'],
  ['entity.change', 'entity'],
  ['person.create', 'person'],
  ['person.change', 'person'],
  ['person.set-password', 'person'],
  ['person.reset-factors', 'person'],
  ['person.deactivate', 'person'],
  ['person.reactivate', 'person'],
  ['grant.give', 'grant'],
  ['grant.end', 'grant'],
  ['mapping.add', 'mapping'],
  ['mapping.end', 'mapping'],
] as const;

/**
 * The installation's settings, entities, persons and grants: kept by administrators of the whole installation, known
 * to those who work with them. Of others’ accounts these know what they work with: name, language, and whether it is
 * open.
 */
export const accountSpeech: Speech = ({ grant, personId }) => {
  const said = [...allow('read', 'entity', {}), ...allow('read', 'grant', { 'grant.personId': personId })];
  if (grant.role !== 'observer')
    said.push(...allowOutline('person', {}), ...allow('read', 'person', { 'person.id': personId }));
  if (grant.scopeType !== 'installation') return said;
  if (grant.role === 'auditor' || grant.role === 'administrator')
    said.push(
      ...(['grant', 'person', 'installation', 'mapping'] as const).flatMap((noun) => allow('read', noun, {})),
    );
  if (grant.role === 'administrator')
    said.push(...administration.flatMap(([deed, noun]) => allow(deed, noun, {})));
  return said;
};

/** Spoken once for a person, after all that is allowed: nobody hands rights to themselves, or goes without their factors. */
export const accountProhibitions = (personId: string): Sentence[] => [
  ...forbid('grant.give', 'grant', { 'grant.personId': personId }, 'not-permitted'),
  ...forbid('person.reset-factors', 'person', { 'person.id': personId }, 'not-permitted'),
];
