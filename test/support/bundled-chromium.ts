import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** A Chromium that npm brought, and the environment in which it finds its libraries and fonts. */
export interface BundledChromium {
  executable: string;
  env: Record<string, string>;
}

// The package unpacks its extra libraries only where it believes to be in this environment, and
// unpacks in the temporary folder: a process of its own keeps both beliefs to itself.
const unpackSource = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
const unpackEnvironment = { AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' };

/** Unpacks the Chromium of the package `@sparticuz/chromium`, once per version. */
export async function bundledChromium(): Promise<BundledChromium> {
  const cache = resolve('node_modules/.cache');
  const folder = join(cache, `uphold-chromium-${await packageVersion()}`);
  if (!(await isThere(folder))) await unpack(cache, folder);
  return {
    executable: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  };
}

async function packageVersion(): Promise<string> {
  const manifest = await readFile(resolve('node_modules/@sparticuz/chromium/package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

async function unpack(cache: string, folder: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, '.uphold-chromium-'));
  try {
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', unpackSource], {
      env: { ...process.env, ...unpackEnvironment, TMPDIR: draft },
    });
    await writeFile(join(draft, 'fonts.conf'), fontsConfiguration(folder));
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another worker may have unpacked it meanwhile.
    if (!(await isThere(folder))) throw error;
  }
}

const fontsConfiguration = (folder: string): string =>
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>` +
  `<dir>/usr/share/fonts</dir><dir>${folder}/fonts/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>\n`;

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
