// npm run --silent mash -- <command>: the command line of the gateway, built when it is not.
import { spawn } from 'node:child_process';
import { makeReady, surroundings } from './ready.mjs';

const root = await makeReady();
const command = spawn(process.execPath, [`${root}apps/gateway/dist/cli/main.js`, ...process.argv.slice(2)], {
  stdio: 'inherit',
  ...surroundings(),
});
// Ctrl-C reaches the command too; it ends by itself.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => command.kill(signal));
command.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
