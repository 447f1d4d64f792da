import { spawn } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digits, type Row } from '../report.js';
import { writeMadeLog } from './made-log.js';

const verifier = fileURLToPath(new URL('../../../dist/verifier/uphold-verify.mjs', import.meta.url));
/** Lets the verifier say at its end how much memory it needed at most, in KiB, and how long it computed, in µs. */
const accounting =
  'data:text/javascript,process.on("exit",()=>{const u=process.resourceUsage();' +
  'console.error("used",u.maxRSS,u.userCPUTime+u.systemCPUTime)})';
const aimSeconds = 60;
const aimEntries = 1_000_000;
const kibPerMib = 1024;

/** How long the verifier of one file takes for a log of so many entries, and how much memory it needs at most. */
export async function measureVerify(entries: number, say: (text: string) => void): Promise<Row> {
  const folder = await mkdtemp(join(tmpdir(), 'uphold-verify-'));
  try {
    const path = join(folder, 'log.ndjson');
    say(`making a log of ${entries} entries`);
    const { vkey } = await writeMadeLog(path, entries);
    const { size } = await stat(path);
    say(`verifying ${entries} entries, ${Math.round(size / 2 ** 20)} MiB`);
    const { seconds, mib, cpuSeconds } = await timed([path, '--key', vkey]);
    const named = entries.toLocaleString('en');
    return {
      work: `verification of ${named} entries without a server`,
      result: `${digits(seconds)} s`,
      aim: `≤ ${aimSeconds} s`,
      isReached: entries < aimEntries ? null : seconds <= aimSeconds,
      ours: `${Math.round(entries / seconds).toLocaleString('en')} entries/s, ${mib} MiB at most, ${Math.round(cpuSeconds)} s of computing`,
      bare: `${Math.round(size / 2 ** 20)} MiB of file`,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function timed(args: string[]): Promise<{ seconds: number; mib: number; cpuSeconds: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', accounting, verifier, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`the verifier ended with ${String(code)}: ${said}`);
  const [, kib, microseconds] = /used (\d+) (\d+)/.exec(said) ?? [];
  return {
    seconds: (performance.now() - started) / 1000,
    mib: Math.round(Number(kib) / kibPerMib),
    cpuSeconds: Number(microseconds) / 1_000_000,
  };
}
