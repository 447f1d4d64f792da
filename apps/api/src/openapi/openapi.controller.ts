import { Controller } from '@nestjs/common';
import { routes } from '#contracts';
import { Door } from '../door/door.decorator.js';
import { openApiDocument } from './document.js';

/** The API's own description. */
@Controller()
export class OpenApiController {
  private readonly document = openApiDocument();

  @Door(routes.openApi)
  read(): Record<string, unknown> {
    return this.document;
  }
}
