import { AlarmQuery, AlarmView, AskCheck, CheckPlan, CheckQuery, CheckRunView } from '../check.js';
import { HistoryEntry, HistoryQuery } from '../history.js';
import { pageOf } from '../page.js';
import { SegregationQuery, SegregationReport } from '../segregation.js';
import { route } from './route.js';

/** The history, reports on it, and what the house checks of itself. */
export const oversightRoutes = {
  listHistory: route(
    'GET',
    '/history',
    { read: 'history' },
    'History of any object, or of everything in scope',
    {
      query: HistoryQuery,
      answer: pageOf(HistoryEntry),
    },
  ),

  segregationReport: route(
    'GET',
    '/reports/segregation',
    { read: 'history' },
    'Whether proposer, approver and verifier differed, decision by decision',
    { query: SegregationQuery, answer: SegregationReport },
  ),

  listChecks: route('GET', '/checks', { read: 'check' }, 'What the house checked of itself, newest first', {
    query: CheckQuery,
    answer: pageOf(CheckRunView),
  }),

  askCheck: route('POST', '/checks', { read: 'check' }, 'Ask for a check now', {
    body: AskCheck,
    answer: CheckRunView,
  }),

  cancelCheck: route('DELETE', '/checks/:id', { read: 'check' }, 'Stop a check that has not ended'),

  checkPlan: route('GET', '/checks/plan', { read: 'check' }, 'When each check comes next', {
    answer: CheckPlan,
  }),

  listAlarms: route('GET', '/alarms', { read: 'check' }, 'Alarms that checks raised, newest first', {
    query: AlarmQuery,
    answer: pageOf(AlarmView),
  }),
} as const;
