// npm start: build, then run the gateway until Ctrl-C. The gateway itself says the rest.
import { spawn } from 'node:child_process';
import { makeReady, surroundings } from './ready.mjs';

const root = await makeReady();
console.error('Starting ...');
const gateway = spawn(process.execPath, [`${root}apps/gateway/dist/main.js`, ...process.argv.slice(2)], {
  stdio: 'inherit',
  ...surroundings(),
});
// Ctrl-C in a terminal reaches the gateway too, and it heeds the first signal only; one sent to this process alone must be passed on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => gateway.kill(signal));
gateway.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
