import {
  AccessQuery,
  ChangeOwnPassword,
  EndedCount,
  ForgotPassword,
  Invited,
  MadeToken,
  MakeToken,
  OpenPasswordLink,
  PasswordLinkOpened,
  PasswordLinkView,
  SessionView,
  SignInView,
  TokenView,
  UsePasswordLink,
} from '../access.js';
import { pageOf, PageQuery } from '../page.js';
import { route } from './route.js';

const inPerson = true;
/** Whoever may close an account may end what is open of it, and open it to its person. */
const keepsAccounts = { command: 'person.deactivate' } as const;

/** Sessions, API tokens, passwords: what is open of an account, and how it is opened. */
export const accessRoutes = {
  listOwnSessions: route('GET', '/me/sessions', 'signed-in', 'Where I am signed in', {
    query: PageQuery,
    answer: pageOf(SessionView),
    inPerson,
  }),
  endOwnSession: route('DELETE', '/me/sessions/:id', 'signed-in', 'End one of my sessions', { inPerson }),
  endOtherSessions: route('DELETE', '/me/sessions', 'signed-in', 'End all my other sessions', {
    answer: EndedCount,
    inPerson,
  }),
  listOwnSignIns: route('GET', '/me/sign-ins', 'signed-in', 'My sign-ins, accepted, refused and ended', {
    query: PageQuery,
    answer: pageOf(SignInView),
    inPerson,
  }),
  changePassword: route(
    'PUT',
    '/me/password',
    'signed-in',
    'Change my password, which ends my other sessions',
    {
      body: ChangeOwnPassword,
      inPerson,
    },
  ),
  listOwnTokens: route('GET', '/me/tokens', 'signed-in', 'My API tokens', {
    query: PageQuery,
    answer: pageOf(TokenView),
    inPerson,
  }),
  makeToken: route('POST', '/me/tokens', 'signed-in', 'Make an API token, shown once', {
    body: MakeToken,
    answer: MadeToken,
    creates: true,
    inPerson,
  }),
  endOwnToken: route('DELETE', '/me/tokens/:id', 'signed-in', 'End one of my API tokens', { inPerson }),

  listSessions: route('GET', '/sessions', { read: 'access' }, 'Running sessions of everybody', {
    query: AccessQuery,
    answer: pageOf(SessionView),
  }),
  endSession: route('DELETE', '/sessions/:id', keepsAccounts, 'End a session of somebody', { inPerson }),
  endSessionsOf: route('DELETE', '/people/:id/sessions', keepsAccounts, 'End all sessions of somebody', {
    answer: EndedCount,
    inPerson,
  }),
  listTokens: route('GET', '/tokens', { read: 'access' }, 'API tokens of everybody', {
    query: AccessQuery,
    answer: pageOf(TokenView),
  }),
  endToken: route('DELETE', '/tokens/:id', keepsAccounts, 'End an API token of somebody', { inPerson }),
  listPasswordLinks: route(
    'GET',
    '/password-links',
    { read: 'access' },
    'Running links by which somebody may choose a password',
    { query: AccessQuery, answer: pageOf(PasswordLinkView) },
  ),
  invite: route('POST', '/people/:id/invitation', keepsAccounts, 'Invite somebody to choose a password', {
    answer: Invited,
    creates: true,
    inPerson,
  }),
  revokeInvitation: route('DELETE', '/people/:id/invitation', keepsAccounts, 'Take an invitation back', {
    inPerson,
  }),

  forgotPassword: route(
    'POST',
    '/password-links/forgotten',
    'anyone',
    'Ask for a link to choose a new password',
    {
      body: ForgotPassword,
    },
  ),
  openPasswordLink: route('POST', '/password-links/open', 'anyone', 'What a link is for', {
    body: OpenPasswordLink,
    answer: PasswordLinkOpened,
  }),
  usePasswordLink: route('POST', '/password-links/use', 'anyone', 'Choose a password by a link', {
    body: UsePasswordLink,
  }),
} as const;
