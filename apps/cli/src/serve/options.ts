import { Option } from 'commander';
import { Trouble } from '../trouble.js';

/** `--port`, 0 for any free one. */
export const portOption = (): Option =>
  new Option('--port <number>', 'port of the web pages and the API').default(3000).argParser(readPort);

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new Trouble('usage', `--port is a number from 0 to 65535; it was “${text}”.`);
}
