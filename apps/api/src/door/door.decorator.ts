import {
  applyDecorators,
  Header,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
} from '@nestjs/common';
import type { z } from 'zod';
import type { CommandName, RoutePermission } from '#contracts';

/** Metadata key of what a route is: a row of the contracts' table, or the command that it issues. */
export const DOOR = 'uphold:door';

/** What every route says of itself; the guard reads it, and a route without one is not opened. */
export interface DoorMark {
  permission: RoutePermission | { command: CommandName };
  query?: z.ZodType | undefined;
}

interface RouteContract {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  permission: RoutePermission;
  query?: z.ZodType;
  answer?: z.ZodType;
}

/** Opens the door that a row of the contracts' route table describes. */
export function Door(route: RouteContract): MethodDecorator {
  const mark: DoorMark = { permission: route.permission, query: route.query };
  return applyDecorators(
    RequestMapping({ path: route.path, method: RequestMethod[route.method] }),
    SetMetadata(DOOR, mark),
    HttpCode(route.answer || route.method === 'GET' ? 200 : 204),
    Header('Cache-Control', 'no-store'),
  );
}
