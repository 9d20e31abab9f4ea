import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

const MODULE = 'github.com/Shopify/toxiproxy/v2/cmd/server@v2.12.0';

/** Toxiproxy's server, built with Go into a cache folder the first time. `MASH_TOXIPROXY` names another one. */
export async function toxiproxyBinary(): Promise<string> {
  const given = process.env['MASH_TOXIPROXY'];
  if (given !== undefined) return given;
  const folder = join(homedir(), '.cache', 'mash-gateway', 'toxiproxy-2.12.0');
  const file = join(folder, 'server');
  if (existsSync(file)) return file;

  await mkdir(folder, { recursive: true });
  // Go itself writes the file whole or not at all.
  const go = spawn('go', ['install', MODULE], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, GOBIN: folder } });
  const code = await new Promise((ended) => go.once('exit', ended).once('error', ended));
  if (code !== 0) throw new Error('The fault suite needs Go 1.23 or later, to build Toxiproxy from the module proxy');

  return file;
}
