// npm run --silent mash -- <command>: the command line of the gateway, built when it is not.
import { spawnSync } from 'node:child_process';
import { makeReady } from './ready.mjs';

const root = makeReady({ quiet: true });
const run = spawnSync(process.execPath, [`${root}apps/gateway/dist/cli/main.js`, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(run.status ?? 1);
