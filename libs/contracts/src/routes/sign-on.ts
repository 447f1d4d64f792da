import { DirectoryTokenView, MadeDirectoryToken, MakeDirectoryToken } from '../directory.js';
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

/** Whoever lets groups bring rights may let the provider tell who is in them. */
const keepsMappings = { command: 'mapping.add' } as const;

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
    inPerson: true,
  }),

  linkSignOn: route('POST', '/me/single-sign-on', 'signed-in', 'Tie my account to who I am at the provider', {
    answer: SignOnAddress,
    inPerson: true,
  }),

  unlinkSignOn: route(
    'DELETE',
    '/me/single-sign-on',
    'signed-in',
    'Tie my account to the provider no longer',
    { inPerson: true },
  ),

  signOnState: route('GET', '/single-sign-on/state', { read: 'mapping' }, 'How single sign-on is set up', {
    answer: SignOnState,
  }),

  testSignOn: route('POST', '/single-sign-on/test', { read: 'mapping' }, 'Ask the provider just now', {
    answer: SignOnTest,
    inPerson: true,
  }),

  listIdentities: route(
    'GET',
    '/single-sign-on/identities',
    { read: 'mapping' },
    'Who comes in by single sign-on',
    { query: PageQuery, answer: pageOf(SignOnIdentity) },
  ),

  listDirectoryTokens: route(
    'GET',
    '/single-sign-on/directory-tokens',
    { read: 'mapping' },
    'Tokens by which the provider tells who works here',
    { query: PageQuery, answer: pageOf(DirectoryTokenView) },
  ),

  makeDirectoryToken: route(
    'POST',
    '/single-sign-on/directory-tokens',
    keepsMappings,
    'Make a token for the provider’s directory, shown once',
    { body: MakeDirectoryToken, answer: MadeDirectoryToken, creates: true, inPerson: true },
  ),

  endDirectoryToken: route(
    'DELETE',
    '/single-sign-on/directory-tokens/:id',
    keepsMappings,
    'End a token of the provider’s directory',
    { inPerson: true },
  ),

  listMappings: route('GET', '/mappings', { read: 'mapping' }, 'Groups of single sign-on, and their roles', {
    query: MappingQuery,
    answer: pageOf(MappingView),
  }),
} as const;
