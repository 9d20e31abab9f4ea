import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { localKeys } from '../../../apps/gateway/src/security/keys/local-keys.js';
import { newDataDirectory, removeDataDirectory } from '../../support/data-directory.js';
import { forgetfulRouter, type ForgetfulRouter } from '../../support/forgetful-router.js';
import { movableClock, type MovableClock } from '../../support/movable-clock.js';
import { databaseUrl, startPostgresServer, type PostgresServer } from '../../support/postgres-server/postgres-server.js';
import type { RealKafka } from '../../support/real-kafka/real-kafka.js';
import { smallFileSystem, type SmallFileSystem } from '../../support/small-file-system.js';
import type { ToxicWay } from '../../support/toxiproxy/toxiproxy.js';
import { until } from '../../support/until.js';
import type { Grounds } from './grounds.js';
import { Instance } from './instance.js';
import type { Load } from './load.js';
import type { Observer } from './observer.js';
import type { Parts } from './parts.js';
import type { Size } from './size.js';

/** The database server of a scene and the way to it. */
export interface DatabaseGround {
  readonly server: PostgresServer;
  /** host:port by which the gateways reach it. */
  readonly address: string;
  readonly way?: ToxicWay;
  readonly router?: ForgetfulRouter;
  readonly standby?: PostgresServer;
}

/** Everything a fault can lay hands on. A part that its {@link Parts} do not name is absent. */
export class Scene {
  load: Load | undefined;
  observer: Observer | undefined;

  constructor(
    readonly size: Size,
    readonly recipients: readonly string[],
    readonly kafka: RealKafka,
    readonly instances: readonly Instance[],
    private readonly optional: Optional,
  ) {}

  get kafkaWay(): ToxicWay {
    return present(this.optional.kafkaWay);
  }
  get database(): DatabaseGround {
    return present(this.optional.database);
  }
  get databaseWay(): ToxicWay {
    return present(this.database.way);
  }
  get databaseRouter(): ForgetfulRouter {
    return present(this.database.router);
  }
  get standby(): PostgresServer {
    return present(this.database.standby);
  }
  get clock(): MovableClock {
    return present(this.optional.clock);
  }
  get disk(): SmallFileSystem {
    return present(this.optional.disk);
  }

  instance(number: 1 | 2): Instance {
    return present(this.instances[number - 1]);
  }

  /** Agencies go on: resolves when each of them has had about so many more messages acknowledged. */
  async goesOn(rounds = 10): Promise<void> {
    await present(this.load).acknowledged(rounds * this.size.children);
  }

  /** Resolves when a person who looks at readiness and alarms has seen the code. */
  async isSeen(code: string): Promise<void> {
    await until(`readiness to show ${code}`, () => Promise.resolve(present(this.observer).saw(code)));
  }

  async close(): Promise<void> {
    await this.optional.close();
  }
}

interface Optional {
  readonly kafkaWay: ToxicWay | undefined;
  readonly database: DatabaseGround | undefined;
  readonly clock: MovableClock | undefined;
  readonly disk: SmallFileSystem | undefined;
  close(): Promise<void>;
}

/** What a scene is set from. */
interface Setting {
  readonly name: string;
  readonly parts: Parts;
}

/** Puts the parts of a fault together; the gateways are not yet started. */
export async function setScene({ name, parts }: Setting, size: Size, grounds: Grounds): Promise<Scene> {
  const undo: (() => Promise<void>)[] = [];
  const disk = await fileSystemOf(parts, undo);
  const clock = parts.clock === undefined ? undefined : await movableClock();
  if (clock !== undefined) undo.push(() => clock.close());
  const brokerFolder = parts.brokerLogBytes === undefined ? undefined : disk?.folder;
  const ground = await grounds.kafka(parts.kafka, brokerFolder);
  if (brokerFolder !== undefined) undo.push(() => grounds.leave(brokerFolder));
  const database = parts.database === 'embedded' ? undefined : await databaseOf({ name, parts }, grounds, clock);
  if (database !== undefined) undo.push(() => closeDatabase(database));
  const dataDir = parts.dataDirBytes === undefined ? await newDataDirectory() : join(disk?.folder ?? '', 'data');
  const recipients = [name, ...(parts.alsoTo ?? []).map((suffix) => `${name}-${suffix}`)];
  const place = {
    bootstrap: ground.bootstrap,
    ...(database === undefined ? {} : { databaseUrl: databaseUrl(database.address) }),
    ...(clock === undefined ? {} : { environment: clock.environment }),
  };
  const dataDirs = Array.from({ length: parts.gateways }, (_, index) => (index === 0 ? dataDir : `${dataDir}-${String(index + 1)}`));
  await sameKeys(dataDirs);
  const instances = dataDirs.map((own) => new Instance({ ...place, dataDir: own }, { recipients }));
  undo.push(() => removeAll(dataDirs, database === undefined));
  return new Scene(size, recipients, ground.kafka, instances, {
    kafkaWay: ground.way,
    database,
    clock,
    disk,
    async close() {
      await Promise.all(instances.map((instance) => instance.kill('stay away')));
      for (const step of undo.reverse()) await step();
    },
  });
}

async function fileSystemOf({ dataDirBytes, brokerLogBytes }: Parts, undo: (() => Promise<void>)[]): Promise<SmallFileSystem | undefined> {
  const bytes = dataDirBytes ?? brokerLogBytes;
  if (bytes === undefined) return undefined;
  const made = await smallFileSystem(bytes);
  undo.push(() => made.close());
  return made;
}

async function databaseOf({ name, parts }: Setting, grounds: Grounds, clock?: MovableClock): Promise<DatabaseGround> {
  const server = await startPostgresServer(clock?.environment);
  if (parts.databaseWay === 'forgetful') {
    const router = await forgetfulRouter(server.address);
    return { server, router, address: router.address };
  }
  const way = await (await grounds.toxiproxy()).open(`database-${name}`, server.address);
  const ground = { server, way, address: way.address };
  return parts.database === 'server' ? ground : { ...ground, standby: await server.synchronousStandby() };
}

async function closeDatabase({ server, standby, router }: DatabaseGround): Promise<void> {
  await router?.close();
  await standby?.close();
  await server.close();
}

/** Instances on one database are given the same key file by whoever runs them. */
async function sameKeys([first = '', ...others]: readonly string[]): Promise<void> {
  await mkdir(first, { recursive: true });
  const file = join(first, 'keys.json');
  await localKeys(file).keys();
  for (const other of others) {
    await mkdir(other);
    await copyFile(file, join(other, 'keys.json'));
  }
}

async function removeAll(dataDirs: readonly string[], embedded: boolean): Promise<void> {
  for (const dataDir of dataDirs) await (embedded ? removeDataDirectory(dataDir) : rm(dataDir, { recursive: true, force: true }));
}

function present<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('The scene has no such part');
  return part;
}
