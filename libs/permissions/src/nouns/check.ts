import { allow, type Speech } from '../sentence.js';

/**
 * What the house checks of itself, and the alarms that this raises: told to auditors and administrators of the
 * whole installation, who may also ask for a check and stop it.
 */
export const checkSpeech: Speech = ({ grant }) =>
  grant.scopeType === 'installation' && (grant.role === 'auditor' || grant.role === 'administrator')
    ? allow('read', 'check', {})
    : [];
