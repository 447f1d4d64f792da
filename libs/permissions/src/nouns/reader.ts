import { allow, type Speech } from '../sentence.js';

/** Who can or could see a recommendation: told to those who answer for it and to those who audit it. */
export const readerSpeech: Speech = ({ grant, within }) =>
  grant.role === 'manager' || grant.role === 'auditor' ? allow('read', 'reader', within) : [];
