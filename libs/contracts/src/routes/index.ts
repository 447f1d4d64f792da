import { commands, type CommandName } from '../commands.js';
import { plurals } from '../plurals.js';
import { accessRoutes } from './access.js';
import { accountsRoutes } from './accounts.js';
import { contentRoutes } from './content.js';
import { descriptionRoutes } from './description.js';
import { explainRoutes } from './explain.js';
import { factorsRoutes } from './factors.js';
import { emergencyRoutes } from './emergency.js';
import { logRoutes } from './log.js';
import { oversightRoutes } from './oversight.js';
import { sessionRoutes } from './session.js';
import { signOnRoutes } from './sign-on.js';
import { workRoutes } from './work.js';

/** Everything under this path is the API; its version is in it. */
export const apiBase = '/api/v1';

export type { RoutePermission } from './route.js';

/** Every route that is not a command. The API's doors, the OpenAPI document and the web client read this table. */
export const routes = {
  ...sessionRoutes,
  ...factorsRoutes,
  ...contentRoutes,
  ...workRoutes,
  ...oversightRoutes,
  ...accountsRoutes,
  ...emergencyRoutes,
  ...accessRoutes,
  ...signOnRoutes,
  ...logRoutes,
  ...explainRoutes,
  ...descriptionRoutes,
} as const;
export type RouteName = keyof typeof routes;

/** Address of a command under `apiBase`: `POST /reviews`, `POST /proposals/:id/approve`. */
export function commandPath(name: CommandName): string {
  const { objectType, shape } = commands[name];
  const base = `/${plurals[objectType]}`;
  const verb = name.slice(objectType.length + 1);
  if (shape === 'change') return `${base}/:id/${verb}`;
  return verb === 'add-link' ? `${base}/links` : base;
}
