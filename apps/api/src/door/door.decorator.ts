import {
  applyDecorators,
  Header,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
} from '@nestjs/common';
import type { z } from 'zod';
import type { RoutePermission } from '#contracts';

/** Metadata key of what a route says of itself. */
export const DOOR = 'uphold:door';

/** What every route says of itself; the guard reads it, and a route without one is not opened. */
export interface DoorMark {
  permission: RoutePermission;
  query?: z.ZodType | undefined;
  /** Open as well to who must have a second factor and has none yet. */
  isEarly?: boolean;
  /** Whether a token does not open it. */
  inPerson?: boolean | undefined;
}

interface RouteContract {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  permission: RoutePermission;
  query?: z.ZodType;
  answer?: z.ZodType;
  creates?: boolean;
  leadsOn?: boolean;
  isEarly?: boolean;
  inPerson?: boolean;
}

/** Opens the door that a row of the contracts' route table describes. */
export function Door(route: RouteContract): MethodDecorator {
  const { permission, query, isEarly = false, inPerson = false } = route;
  const mark: DoorMark = { permission, query, isEarly, inPerson };
  return applyDecorators(
    RequestMapping({ path: route.path, method: RequestMethod[route.method] }),
    SetMetadata(DOOR, mark),
    HttpCode(successOf(route)),
    Header('Cache-Control', 'no-store'),
  );
}

/** Status of an accepted request: 201 where something was made, 303 where one is led on, 204 where there is nothing to say. */
export function successOf({ method, answer, creates, leadsOn }: RouteContract): 200 | 201 | 204 | 303 {
  if (creates) return 201;
  if (leadsOn) return 303;
  return answer || method === 'GET' ? 200 : 204;
}
