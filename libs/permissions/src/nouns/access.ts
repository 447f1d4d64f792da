import { allow, type Sentence, type Speech } from '../sentence.js';

/** What is open of other people's accounts: told to auditors and administrators of the whole installation. */
export const accessSpeech: Speech = ({ grant }) =>
  grant.scopeType === 'installation' && (grant.role === 'auditor' || grant.role === 'administrator')
    ? allow('read', 'access', {})
    : [];

/** Spoken once for a person, whatever their rights: their own password is theirs to choose. */
export const ownAccess = (personId: string): Sentence[] =>
  allow('person.change-password', 'person', { 'person.id': personId });
