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
