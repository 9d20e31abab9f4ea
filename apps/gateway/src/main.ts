import { loadConfig } from './config/load-config.js';
import { processEnvironment } from './config/environment.js';
import { ConfigFaults } from './config/faults.js';
import type { GatewayConfig } from './config/gateway-config.js';
import { startGateway, type Gateway } from './gateway.js';
import { banner } from './operate/banner.js';
import { demonstrate } from './operate/demonstration.js';
import { codeOf, type LogSink } from './operate/log.js';
import { logFile } from './operate/log-file.js';
import { readableWarnings } from './operate/readable-log.js';
import { StartFault } from './operate/start-fault.js';
import { proveWritable } from './operate/writable-directory.js';

/** Why the gateway stops: somebody said so, or it can no longer keep its promises. */
type Cause = 'signal' | 'kafka' | 'fault';

/** Serves until a signal or a failure. Exit code 0: stopped because somebody said so; 1: not. */
async function main(): Promise<void> {
  const stop = Promise.race([signal(), fault()]);
  try {
    const config = loadConfig(processEnvironment(), new Date());
    await proveWritable(config.dataDir);
    const gateway = await startGateway(config, { logSink: logSink(config) });
    const early = await Promise.race([stop, Promise.resolve(undefined)]);
    await close(gateway, early ?? (await serve(config, gateway, stop)));
  } catch (error) {
    say(sentence(error));
    process.exitCode = 1;
  }
}

async function serve(config: GatewayConfig, gateway: Gateway, stop: Promise<Cause>): Promise<Cause> {
  tell(config, banner(config, gateway));
  return Promise.race([stop, fatal(gateway), demonstration(config, gateway)]);
}

async function close(gateway: Gateway, cause: Cause): Promise<void> {
  say(REASONS[cause]);
  const { drained, unsent } = await gateway.close();
  const waiting = unsent === undefined ? 'Some' : String(unsent);
  say(drained ? 'Stopped. Everything accepted is on Kafka.' : `Stopped. ${waiting} accepted records wait and are sent at the next start.`);
  process.exitCode = cause === 'signal' ? 0 : 1;
}

const REASONS: Readonly<Record<Cause, string>> = {
  signal: 'Stopping ...',
  kafka: 'The Kafka producer has failed for good; stopping, so that a restart can go on.',
  fault: 'Something unforeseen has happened; stopping, so that a restart can go on.',
};

/** The first signal; later ones change nothing, so that an impatient Ctrl-C cannot cut a drain. */
function signal(): Promise<Cause> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(name, () => {
        resolve('signal');
      });
  });
}

/** What nobody caught: only its code is told, since its message may hold what was being worked on. */
function fault(): Promise<Cause> {
  return new Promise((resolve) => {
    process.on('uncaughtException', (error: unknown) => {
      say(`Fault of the gateway: ${codeOf(error)}.`);
      resolve('fault');
    });
  });
}

async function fatal(gateway: Gateway): Promise<Cause> {
  await gateway.fatal;
  return 'kafka';
}

/** In the demonstration, sends the examples and says what became of them; never ends, so that only a cause to stop does. */
async function demonstration(config: GatewayConfig, gateway: Gateway): Promise<never> {
  if (isDemonstration(config))
    await demonstrate(config, gateway).then(
      (words) => {
        tell(config, words);
      },
      (error: unknown) => {
        say(`The examples could not be sent (${codeOf(error)}).`);
      },
    );
  return new Promise(() => undefined);
}

function isDemonstration({ demo, kafka }: GatewayConfig): boolean {
  return demo && kafka.kind === 'demo';
}

/** One clear sentence for whatever a person can do something about. */
function sentence(error: unknown): string {
  if (error instanceof ConfigFaults || error instanceof StartFault) return error.message;
  return `The gateway could not start (${codeOf(error)}). The log above says what it had done so far.`;
}

/** JSON lines on standard output for a service; in the demonstration a file, so that only words and warnings are on the terminal. */
function logSink(config: GatewayConfig): LogSink {
  if (!isDemonstration(config)) return { write: (line) => process.stdout.write(line) };
  const file = logFile(config.dataDir);
  const warnings = readableWarnings((text) => process.stderr.write(text));
  return {
    write(line) {
      file.write(line);
      warnings.write(line);
    },
  };
}

/** Standard output is the log's, except in the demonstration, whose output are its words. */
function tell(config: GatewayConfig, text: string): void {
  (isDemonstration(config) ? process.stdout : process.stderr).write(`${text}\n`);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

await main();
