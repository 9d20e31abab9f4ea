import { setTimeout as pause } from 'node:timers/promises';
import { submit } from '../../support/ask.js';
import { childMessage } from '../../support/ledger/child-message.js';
import { until } from '../../support/until.js';
import type { Fault } from '../frame/fault.js';
import type { Scene } from '../frame/scene.js';

const SERVER = { kafka: 'one', database: 'server', gateways: 1 } as const;

const killed: Fault = {
  name: 'postgres-killed',
  what: 'PostgreSQL killed (-9 to the postmaster) and started again',
  parts: SERVER,
  async happen(scene) {
    for (let time = 0; time < scene.size.times; time += 1) {
      await scene.database.server.kill();
      await Promise.all([pause(scene.size.awayMs), scene.isSeen('database-unavailable')]);
      await scene.database.server.start();
      await scene.goesOn();
    }
  },
  seen: ['database-unavailable'],
};

const failedOver: Fault = {
  name: 'postgres-failed-over',
  what: 'PostgreSQL lost (-9) under load; its synchronous standby is promoted and takes over the address',
  parts: { ...SERVER, database: 'server-and-standby' },
  async happen(scene) {
    await scene.database.server.kill();
    await pause(scene.size.awayMs);
    await scene.standby.query('SELECT pg_promote(true)');
    await scene.databaseWay.leadTo(scene.standby.address);
  },
};

const cut: Fault = {
  name: 'database-cut',
  what: 'Connections to PostgreSQL cut again and again in the middle of transactions',
  parts: SERVER,
  async happen(scene) {
    for (let time = 0; time < 2 * scene.size.times; time += 1) {
      await scene.databaseWay.cut();
      await scene.databaseWay.heal();
      await scene.goesOn();
    }
  },
};

const slow: Fault = {
  name: 'database-slow',
  what: 'The way to PostgreSQL is slow (80 ± 60 ms each way)',
  parts: SERVER,
  async happen(scene) {
    await scene.databaseWay.slow(80, 60);
    await Promise.all([pause(scene.size.awayMs), scene.goesOn(2 * scene.size.times)]);
    await scene.databaseWay.heal();
  },
};

const halfOpen: Fault = {
  name: 'database-half-open',
  what: 'The network between gateway and PostgreSQL swallows everything, connections stay open',
  parts: SERVER,
  async happen(scene) {
    await scene.databaseWay.halfOpen();
    await Promise.all([pause(scene.size.silentMs), scene.isSeen('database-unavailable')]);
    await scene.databaseWay.heal();
  },
  seen: ['database-unavailable'],
};

const forgotten: Fault = {
  name: 'database-forgotten',
  what: 'A router forgets every connection to PostgreSQL and tells nobody; only new ones pass',
  parts: { ...SERVER, databaseWay: 'forgetful' },
  async happen(scene) {
    for (let time = 0; time < scene.size.times; time += 1) {
      scene.databaseRouter.forget();
      await scene.goesOn();
    }
  },
};

const MEGABYTE = 1024 * 1024;

const diskFull: Fault = {
  name: 'database-disk-full',
  what: 'The disk under the embedded database fills up, then has room again',
  parts: { kafka: 'one', database: 'embedded', gateways: 1, dataDirBytes: 400 * MEGABYTE },
  async happen(scene) {
    await scene.disk.fill();
    // Reading needs no room, so it is a sender that notices.
    await until('a message to be turned away', async () => (await oneMore(scene)) === 503);
    await pause(scene.size.awayMs);
    await scene.disk.free();
  },
};

const HOUR = 3600;

const clockJumps: Fault = {
  name: 'clock-jumps',
  what: 'The clocks of gateway and PostgreSQL jump: two hours on, three back, and right again',
  parts: { ...SERVER, clock: 'movable' },
  async happen(scene) {
    for (const hours of [2, -1]) {
      await scene.clock.move(hours * HOUR);
      await Promise.all([pause(scene.size.awayMs), scene.goesOn()]);
    }
    await scene.clock.move(0);
  },
};

export const DATABASE_FAULTS: readonly Fault[] = [killed, failedOver, cut, slow, halfOpen, forgotten, diskFull, clockJumps];

/** Numbers of children that the load does not use. */
const OTHERS = 9_000;

/** @returns the status of the answer */
async function oneMore(scene: Scene): Promise<number> {
  const body = childMessage(OTHERS, Math.ceil(performance.now()));
  const headers = { 'Content-Type': 'application/fhir+json' };
  return (await submit(scene.instance(1).url ?? '', 'health-demo', body, headers)).status;
}
