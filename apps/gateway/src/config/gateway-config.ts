import type { codes } from '@mash-gateway/contracts';
import type { RetentionConfig } from './retention.js';
import type { Transport } from './transports/transport.js';

/** Everything the gateway was told, read once and frozen. Only `config/` reads the environment. */
export interface GatewayConfig {
  /** Where it was read: the file's name as given, for people. */
  readonly source: string;
  /** The demonstration configuration that ships with the gateway; only it may run without credentials, and on loopback only. */
  readonly demo: boolean;
  readonly http: HttpConfig;
  /** Folder for the embedded database, keys and `run.json`; absolute. */
  readonly dataDir: string;
  readonly database: { readonly kind: 'embedded' } | { readonly kind: 'server'; readonly url: string };
  readonly kafka: KafkaConfig;
  /** Absent: no credentials are asked for, which only loopback allows. */
  readonly authentication?: AuthenticationConfig;
  readonly feeds: readonly FeedConfig[];
  readonly recipients: readonly RecipientConfig[];
  readonly agreements: readonly Agreement[];
  /** Adapters that are not part of the gateway, by which of them feeds may be read too. */
  readonly adapters: readonly AdapterModule[];
  readonly retention: RetentionConfig;
  /** Seconds that a stop waits for what is under way; 10. */
  readonly stopWithinSeconds: number;
}

/** An adapter of one's own, written with `@mash-gateway/adapters`. */
export interface AdapterModule {
  readonly id: string;
  /** A package, or the absolute path of a file, that exports the adapter. */
  readonly module: string;
}

export interface HttpConfig {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Health and metrics move here when given. */
  readonly managementPort?: number;
}

export type KafkaConfig =
  | { readonly kind: 'demo' }
  | {
      readonly kind: 'cluster';
      /** `host:port`, comma-separated. */
      readonly brokers: string;
      readonly clientId: string;
      /** librdkafka settings of the connection, secrets already read from their files. */
      readonly security: Readonly<Record<string, string | number | boolean>>;
    };

export interface AuthenticationConfig {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUri: string;
}

/** One configured way in. */
export interface FeedConfig {
  readonly id: string;
  readonly agency: (typeof codes.AGENCIES)[number];
  /** Id of an adapter of the gateway, or of one in `adapters`. */
  readonly adapter: string;
  /** Id of the agreement that its records are shared under. */
  readonly agreement: string;
  readonly limits: FeedLimits;
  /** Absent: messages are posted over HTTP. */
  readonly transport?: Transport;
}

export interface FeedLimits {
  /** Bytes of a body, after decompression. */
  readonly bytes: number;
  /** Records in one submission. */
  readonly records: number;
}

/** A MASH system or hub that consumes. */
export interface RecipientConfig {
  readonly id: string;
  readonly name: string;
}

/** A data-sharing agreement as data. */
export interface Agreement {
  readonly id: string;
  readonly version: string;
  /** `all`: every record that its feeds send. */
  readonly scope: 'all';
  /** Ids of the recipients that may see the records. */
  readonly recipients: readonly string[];
  /** First and last day in force, `yyyy-mm-dd`, both included. */
  readonly from: string;
  readonly to: string;
  readonly controller: string;
  /** The controller is a public authority acting in its tasks. */
  readonly publicAuthority: boolean;
  readonly regime: (typeof codes.REGIMES)[number];
  readonly article6: (typeof codes.ARTICLE_6)[number];
  readonly article9?: string;
  readonly article10Condition?: string;
  readonly schedule1?: string;
  readonly schedule8?: string;
  readonly statutoryDuty?: string;
  readonly apdRef?: string;
  readonly purpose: (typeof codes.PURPOSES)[number];
  readonly retentionClass?: (typeof codes.RETENTION_CLASSES)[number];
}
