import { MappingQuery, MappingView } from '../mapping.js';
import { PageQuery, pageOf } from '../page.js';
import {
  OwnSignOn,
  SignOn,
  SignOnAddress,
  SignOnIdentity,
  SignOnReturn,
  SignOnStartQuery,
  SignOnState,
  SignOnTest,
} from '../sign-on.js';
import { route } from './route.js';

/** People who come from elsewhere: single sign-on, and what it brings them. */
export const signOnRoutes = {
  signOn: route('GET', '/single-sign-on', 'anyone', 'The provider of single sign-on, by name', {
    answer: SignOn,
  }),

  signOnStart: route('GET', '/single-sign-on/start', 'anyone', 'Go to the provider to sign in', {
    query: SignOnStartQuery,
    leadsOn: true,
  }),

  signOnReturn: route('GET', '/single-sign-on/return', 'anyone', 'Come back from the provider', {
    query: SignOnReturn,
    leadsOn: true,
  }),

  ownSignOn: route('GET', '/me/single-sign-on', 'signed-in', 'Whether I am tied to the provider', {
    answer: OwnSignOn,
  }),

  linkSignOn: route('POST', '/me/single-sign-on', 'signed-in', 'Tie my account to who I am at the provider', {
    answer: SignOnAddress,
  }),

  unlinkSignOn: route(
    'DELETE',
    '/me/single-sign-on',
    'signed-in',
    'Tie my account to the provider no longer',
  ),

  signOnState: route('GET', '/single-sign-on/state', { read: 'mapping' }, 'How single sign-on is set up', {
    answer: SignOnState,
  }),

  testSignOn: route('POST', '/single-sign-on/test', { read: 'mapping' }, 'Ask the provider just now', {
    answer: SignOnTest,
  }),

  listIdentities: route(
    'GET',
    '/single-sign-on/identities',
    { read: 'mapping' },
    'Who comes in by single sign-on',
    { query: PageQuery, answer: pageOf(SignOnIdentity) },
  ),

  listMappings: route('GET', '/mappings', { read: 'mapping' }, 'Groups of single sign-on, and their roles', {
    query: MappingQuery,
    answer: pageOf(MappingView),
  }),
} as const;
