import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { apiBase } from '#contracts';
import { DOOR, type DoorMark } from '../../apps/api/src/door/door.decorator.js';

/** Every address that the running server knows, as `GET /api/v1/me`, read off its router. */
export function addressesOf(app: NestFastifyApplication): string[] {
  const drawn = app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
  const trail: string[] = [];
  const addresses: string[] = [];
  for (const line of drawn.split('\n')) {
    const found = /^([\s│├└─]*)(\S.*?)(?: \(([A-Z, ]+)\))?$/u.exec(line);
    if (!found) continue;
    const [, lead = '', part = '', methods] = found;
    trail.length = Math.max(0, lead.length / 4 - 1);
    trail.push(part);
    for (const method of methods?.split(', ') ?? []) addresses.push(`${method} ${trail.join('')}`);
  }
  return addresses;
}

/** What every handler of the application says of itself, by address; undefined where it says nothing. */
export function marksOf(app: NestFastifyApplication): Map<string, DoorMark | undefined> {
  const marks = new Map<string, DoorMark | undefined>();
  for (const { controllers } of app.get(ModulesContainer).values()) {
    for (const { metatype } of controllers.values()) {
      const prototype = (metatype as { prototype?: object } | null)?.prototype ?? {};
      for (const handler of Object.values(Object.getOwnPropertyDescriptors(prototype))) {
        if (typeof handler.value !== 'function' || handler.value === metatype) continue;
        const path = Reflect.getMetadata(PATH_METADATA, handler.value) as string | undefined;
        if (path === undefined) continue;
        const method = Reflect.getMetadata(METHOD_METADATA, handler.value) as RequestMethod;
        marks.set(
          `${RequestMethod[method]} ${apiBase}${path}`,
          Reflect.getMetadata(DOOR, handler.value) as DoorMark | undefined,
        );
      }
    }
  }
  return marks;
}
