import { acknowledged } from '../../support/ledger/sender.js';
import { until } from '../../support/until.js';
import type { Fault } from '../frame/fault.js';
import type { Instance } from '../frame/instance.js';
import type { Scene } from '../frame/scene.js';

const TOGETHER = { kafka: 'one', database: 'server', gateways: 2, start: 'together' } as const;
const IN_TURN = { ...TOGETHER, start: 'in-turn' } as const;

const oneKilled: Fault = {
  name: 'instance-killed',
  what: 'Two instances on one database: one killed (-9) under load, then the other',
  parts: IN_TURN,
  async happen(scene) {
    for (let time = 0; time < scene.size.times; time += 1) {
      const number = time % 2 === 0 ? 1 : 2;
      await scene.instance(number).kill('stay away');
      await leasesAreHeldByWhoIsLeft(scene);
      await scene.goesOn();
      await scene.instance(number).start();
    }
  },
};

const onePaused: Fault = {
  name: 'instance-paused',
  what: 'Two instances: one stands still (SIGSTOP) until its leases have passed on, then goes on; then the other',
  parts: IN_TURN,
  async happen(scene) {
    for (let time = 0; time < scene.size.times; time += 1) {
      const instance = scene.instance(time % 2 === 0 ? 1 : 2);
      instance.standStill();
      await leasesAreHeldByWhoIsLeft(scene);
      await scene.goesOn();
      instance.goOn();
      await scene.goesOn();
    }
  },
};

const bothStruck: Fault = {
  name: 'instances-both-struck',
  what: 'Two instances: one stands still past its leases, the one that took over is killed (-9), and the first goes on',
  parts: IN_TURN,
  async happen(scene) {
    scene.instance(1).standStill();
    await leasesAreHeldByWhoIsLeft(scene);
    await scene.goesOn();
    const killed = scene.instance(2).kill('start again');
    scene.instance(1).goOn();
    await killed;
  },
};

const startedTogether: Fault = {
  name: 'instances-start-together',
  what: 'Two instances started at once on an empty database, then both killed (-9) and started at once again',
  parts: TOGETHER,
  async happen(scene) {
    for (let time = 0; time < scene.size.times; time += 1) {
      await Promise.all([scene.instance(1).kill('start again'), scene.instance(2).kill('start again')]);
      await scene.goesOn();
    }
  },
};

/** Numbers of children that the load does not use. */
const OTHERS = 1_000;

const everythingTwice: Fault = {
  name: 'everything-twice',
  what: 'Everything sent twice at the same time, once to each of two instances, under the same Idempotency-Key',
  parts: TOGETHER,
  async happen(scene) {
    const rounds = 10 * scene.size.times;
    const child = async (number: number): Promise<void> => {
      for (let order = 1; order <= rounds; order += 1) await sentTwice(scene, number, order);
    };
    await Promise.all(Array.from({ length: scene.size.children }, (_, index) => child(OTHERS + index)));
  },
};

export const INSTANCE_FAULTS: readonly Fault[] = [oneKilled, onePaused, bothStruck, startedTogether, everythingTwice];

async function sentTwice(scene: Scene, child: number, order: number): Promise<void> {
  const both = await Promise.all([1 as const, 2 as const].map((number) => acknowledged(child, order, only(scene.instance(number)))));
  const [first, second] = both;
  if (String(first?.recordIds) !== String(second?.recordIds)) throw new Error('One message was given two record ids');
  if (first !== undefined) scene.load?.add(first);
}

function only(instance: Instance): Parameters<typeof acknowledged>[2] {
  return { url: () => Promise.resolve(instance.url ?? ''), lost: () => undefined };
}

/** A lease lasts ten seconds: one that ends more than ten seconds after now was taken or renewed after now. */
async function leasesAreHeldByWhoIsLeft({ database: { server }, recipients }: Scene): Promise<void> {
  const [row] = await server.query('SELECT now()::text AS now');
  const renewed = `SELECT bool_and(expires_at > '${String(row?.['now'])}'::timestamptz + interval '10 seconds') AS held
                   FROM lanes WHERE recipient = '${recipients[0] ?? ''}'`;
  await until('every lease to be held by who is left', async () => (await server.query(renewed))[0]?.['held'] === true);
}
