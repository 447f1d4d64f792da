import { Trouble } from '../trouble.js';

/** An import file of which nothing can be read. */
export class UnusableFile extends Trouble {
  constructor(message: string) {
    super('usage', message);
  }
}
