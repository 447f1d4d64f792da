import { Controller, Get, Header, SetMetadata } from '@nestjs/common';
import { DOOR, type DoorMark } from '../door/door.decorator.js';
import { openApiDocument } from './document.js';

/** The API's own description. */
@Controller()
export class OpenApiController {
  private readonly document = openApiDocument();

  @Get('/openapi.json')
  @SetMetadata(DOOR, { permission: 'anyone' } satisfies DoorMark)
  @Header('Content-Type', 'application/json; charset=utf-8')
  read(): Record<string, unknown> {
    return this.document;
  }
}
