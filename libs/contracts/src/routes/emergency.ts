import {
  EmergencyAccessQuery,
  EmergencyAccessView,
  EmergencyUse,
  EmergencyUseQuery,
} from '../emergency-access.js';
import { pageOf } from '../page.js';
import { route } from './route.js';

/** Emergency access, and what was opened under it. */
export const emergencyRoutes = {
  listEmergencyAccess: route(
    'GET',
    '/emergency-access',
    { read: 'emergency-access' },
    'Emergency access, asked for and decided, newest first',
    { query: EmergencyAccessQuery, answer: pageOf(EmergencyAccessView) },
  ),

  listEmergencyUses: route(
    'GET',
    '/emergency-access/:id/uses',
    { read: 'emergency-access' },
    'What was opened under emergency access, newest first',
    { query: EmergencyUseQuery, answer: pageOf(EmergencyUse) },
  ),
} as const;
