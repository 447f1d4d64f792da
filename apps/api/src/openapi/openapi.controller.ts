import { Controller } from '@nestjs/common';
import { routes } from '#contracts';
import { Door } from '../door/door.decorator.js';
import { openApiDocument } from './document.js';

/** The API's own description. */
@Controller()
export class OpenApiController {
  // Made when it is first asked for: hundreds of schemas are written out, for which no start should wait.
  private document: Record<string, unknown> | undefined;

  @Door(routes.openApi)
  read(): Record<string, unknown> {
    return (this.document ??= openApiDocument());
  }
}
