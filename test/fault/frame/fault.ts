import type { Scene } from './scene.js';

/** What the scene of a fault is made of; everything in it is the real thing, in a process of its own. */
export interface Parts {
  /** one: a broker that the gateways reach through Toxiproxy. three: a cluster, replication 3, two in sync. */
  readonly kafka: 'one' | 'three';
  /** embedded: in the gateway's data directory. Otherwise a server reached through Toxiproxy, with a synchronous standby or without. */
  readonly database: 'embedded' | 'server' | 'server-and-standby';
  /** Instances of the gateway on the one database. */
  readonly gateways: 1 | 2;
  /** together: on an empty database. in-turn: so that the first holds every lease. */
  readonly start?: 'together' | 'in-turn';
  /** Between gateway and PostgreSQL there is a router that can forget connections, instead of Toxiproxy. */
  readonly databaseWay?: 'forgetful';
  /** The clocks of gateways and database can be moved. */
  readonly clock?: 'movable';
  /** The data directory of the gateway is a file system of its own of this size. */
  readonly dataDirBytes?: number;
  /** A file system of its own for the broker's log. */
  readonly brokerLogBytes?: number;
  /** Further recipients, by suffix. */
  readonly alsoTo?: readonly string[];
}

/** Something that goes wrong while agencies send. */
export interface Fault {
  /** Also the recipient's name, so that every fault has topics of its own: at most 30 characters of a-z and hyphen. */
  readonly name: string;
  /** For the table: what happens, in words an operator would use. */
  readonly what: string;
  readonly parts: Parts;
  /** What is wrong before the gateways start. @returns puts it right */
  readonly prepare?: (scene: Scene) => Promise<() => Promise<void>>;
  /**
   * Does it while agencies send. Resolves when the cause is gone: from then on nobody does anything.
   * @param putRight what {@link prepare} has returned
   */
  readonly happen: (scene: Scene, putRight: () => Promise<void>) => Promise<void>;
  /** Readiness or alarm codes that the operator must have seen meanwhile. */
  readonly seen?: readonly string[];
}
