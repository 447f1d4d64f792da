import { z } from 'zod';
import { CheckpointMail } from '../check.js';
import { pageOf } from '../page.js';
import { SavedQuery, SaveQuery } from '../saved-query.js';
import { DemoPerson, MarkSeen, Me, SignIn, SignInAnswer } from '../session.js';
import { route } from './route.js';

/** Sign-in, and what a person keeps for themselves. */
export const sessionRoutes = {
  signIn: route('POST', '/session', 'anyone', 'Sign in', { body: SignIn, answer: SignInAnswer }),

  signOut: route('DELETE', '/session', 'signed-in', 'Sign out', { isEarly: true, inPerson: true }),

  me: route('GET', '/me', 'signed-in', 'The signed-in person', { answer: Me, isEarly: true }),

  markSeen: route('PUT', '/me/seen', 'signed-in', 'Remember up to which entry I have looked', {
    body: MarkSeen,
  }),

  listSavedQueries: route('GET', '/me/saved-queries', 'signed-in', 'Questions to the history that I keep', {
    answer: pageOf(SavedQuery),
  }),

  saveQuery: route('PUT', '/me/saved-queries/:id', 'signed-in', 'Keep a question under a name', {
    body: SaveQuery,
    answer: SavedQuery,
  }),

  forgetQuery: route('DELETE', '/me/saved-queries/:id', 'signed-in', 'Keep a question no longer'),

  checkpointMail: route('GET', '/me/checkpoint-mail', 'signed-in', 'Whether I get the daily checkpoint', {
    answer: CheckpointMail,
  }),

  subscribeCheckpoint: route('PUT', '/me/checkpoint-mail', 'signed-in', 'Send me the daily checkpoint', {
    answer: CheckpointMail,
  }),

  unsubscribeCheckpoint: route('DELETE', '/me/checkpoint-mail', 'signed-in', 'No daily checkpoint for me', {
    answer: CheckpointMail,
  }),

  demoPeople: route('GET', '/demo-people', 'anyone', 'People of a demo, with their passwords', {
    answer: z.object({ people: z.array(DemoPerson) }),
  }),
} as const;
