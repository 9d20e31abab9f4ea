import { loadConfig } from './config/load-config.js';
import { processEnvironment } from './config/environment.js';
import { ConfigFaults } from './config/faults.js';
import { startGateway, type Gateway } from './gateway.js';
import { banner } from './operate/banner.js';
import { codeOf } from './operate/log.js';
import { StartFault } from './operate/start-fault.js';

/** Serves until a signal, or until the Kafka producer can no longer keep its promises. Exit code 0: stopped cleanly; 1: not. */
async function main(): Promise<void> {
  let gateway: Gateway;
  try {
    const config = loadConfig(processEnvironment(), new Date());
    gateway = await startGateway(config);
    say(banner(config, gateway));
  } catch (error) {
    say(sentence(error));
    process.exitCode = 1;
    return;
  }
  const cause = await Promise.race([signal(), gateway.fatal.then(() => 'Kafka' as const)]);
  say(cause === 'Kafka' ? 'The Kafka producer has failed for good; stopping, so that a restart can go on.' : 'Stopping ...');
  const { drained, unsent } = await gateway.close();
  if (drained) say('Stopped. Everything accepted is on Kafka.');
  else
    say(`Stopped. ${unsent === undefined ? 'Some' : String(unsent)} accepted records wait in the database and are sent at the next start.`);
  process.exitCode = cause === 'Kafka' ? 1 : 0;
}

/** The first signal; later ones change nothing, so that an impatient Ctrl-C cannot cut a drain. */
function signal(): Promise<'signal'> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(name, () => {
        resolve('signal');
      });
  });
}

/** One clear sentence for whatever a person can do something about. */
function sentence(error: unknown): string {
  if (error instanceof ConfigFaults || error instanceof StartFault) return error.message;
  return `The gateway could not start (${codeOf(error)}). The log above says what it had done so far.`;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

await main();
