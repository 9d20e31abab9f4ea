import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { adaptersOf } from './config/adapters.js';
import type { GatewayConfig } from './config/gateway-config.js';
import { refusedKeeper } from './dead-letters/keep-refused.js';
import { assembleIntake } from './intake/assemble-intake.js';
import { Notifications } from './intake/fhir-client/notifications.js';
import { clusterInUse } from './intake/kafka/connection.js';
import { openWays } from './intake/ways/open-ways.js';
import { retentionJob } from './keep/retention-job.js';
import { postgresCheckpoints } from './journal/feeds/checkpoints.js';
import { postgresDuty } from './journal/feeds/duty.js';
import { postgresHandedOver } from './journal/feeds/handed-over.js';
import { postgresNotices } from './journal/feeds/notices.js';
import { refusalAudit } from './journal/audit/refusal-audit.js';
import { openStore, startDatabase } from './journal/start-store.js';
import { closeAll, type CloseReport, type Running } from './close.js';
import { readinessOf, type Readiness } from './operate/health.js';
import { codeOf, openLog } from './operate/log.js';
import { measures } from './operate/metrics.js';
import { proveFree } from './operate/free-address.js';
import { observedState } from './operate/observed-state.js';
import { removeRunFile, runningGateway, writeRunFile } from './operate/run-file.js';
import { StartFault } from './operate/start-fault.js';
import { productPorts, type Ports } from './ports.js';
import { linkKafka } from './publish/kafka-link.js';
import { refill } from './publish/refill.js';
import { startRelaying } from './publish/start-relaying.js';
import { authenticator } from './security/authentication.js';
import { openDesk } from './replay/desk.js';
import { startErrands } from './replay/errands.js';
import { serve } from './serve.js';
import { sharingRules } from './sharing/agreements.js';
import { releaseHeldRegularly } from './sharing/release-timer.js';

/** A running gateway. */
export interface Gateway {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  readonly managementUrl?: string;
  /** Kafka bootstrap servers. */
  readonly bootstrap: string;
  /** Records sent once more to an embedded broker, which is empty at every start. */
  readonly refilled: number;
  ready(): Promise<Readiness>;
  /** Resolves when the Kafka producer can no longer keep its promises: close, and start again. */
  readonly fatal: Promise<void>;
  /** Stops taking, lets what is under way end, and stops the database last. */
  close(): Promise<CloseReport>;
}

/**
 * Starts everything in order: keys, database, Kafka in the background, relay, what a restart left unfinished, and HTTP last.
 * @throws StartFault with one sentence, after stopping what had started
 */
export async function startGateway(config: GatewayConfig, overrides: Partial<Ports> = {}): Promise<Gateway> {
  const ports: Ports = { ...productPorts(join(config.dataDir, 'keys.json')), ...overrides };
  const log = openLog(ports.logSink);
  const running = await runningGateway(config.dataDir);
  if (running !== undefined)
    throw new StartFault(`A gateway already runs on this data directory: process ${String(running.pid)} at ${running.url}.`);
  const { host, port, managementPort } = config.http;
  await proveFree('PORT', host, port);
  if (managementPort !== undefined) await proveFree('MANAGEMENT_PORT', host, managementPort);
  const parts: Running = { log, phase: 'starting' };
  try {
    return await startParts(config, ports, parts);
  } catch (error) {
    log.error('gateway.fault', { code: codeOf(error) });
    await closeAll(parts);
    throw error;
  }
}

async function startParts(config: GatewayConfig, ports: Ports, parts: Running): Promise<Gateway> {
  const { log } = parts;
  log.info('gateway.starting');
  const adapters = await adaptersOf(config);
  parts.database = await startDatabase(config);
  if (parts.database?.adopted === true) log.info('database.adopted');
  parts.database?.keepRunning((state) => {
    log.warn('database.unavailable', { state });
  });
  const target = config.database.kind === 'server' ? config.database.url : parts.database?.target;
  if (target === undefined) throw new StartFault('There is no database to start with.');
  const rules = sharingRules(config.feeds, config.agreements);
  const audited = await openStore(target, ports, ({ feedId, record }) => rules.rule(feedId, record, ports.clock.now()));
  const { store, auditTrail } = audited;
  parts.store = store;
  const kafka = await linkKafka({ config: config.kafka, recipients: config.recipients, publisher: ports.publisher, log });
  parts.kafka = kafka;
  const refilled = kafka.demo ? await refill(store.pool, store.ring, kafka.port) : 0;
  if (refilled > 0) log.info('kafka.refilled', { count: refilled });
  const { relay, listening, waits, onCommit } = await startRelaying(config, ports, audited, kafka, log);
  parts.relay = relay;
  parts.listening = listening;
  parts.waits = waits;

  const journal = ports.journal(store.journal);
  const state = observedState(journal);
  const refusals = refusalAudit(store.pool, ports.turnstile, auditTrail);
  const duty = postgresDuty(store.pool, randomUUID());
  const { turnstile, clock } = ports;
  const retention = retentionJob({ pool: store.pool, turnstile, auditTrail, clock, periods: config.retention, duty, log });
  parts.retention = retention;
  parts.stopWithinMs = config.stopWithinSeconds * 1000;
  const figures = measures({
    state,
    retention: () => retention.status(),
    recipients: config.recipients.map(({ id }) => id),
    now: () => ports.clock.now(),
  });
  const readiness = (): Promise<Readiness> =>
    readinessOf({
      phase: () => parts.phase,
      journal: state,
      publisher: () => kafka.status(),
      missingTopics: () => kafka.missingTopics(),
      ways: () => (parts.ways ?? []).map((way) => ({ feedId: way.feedId, ...way.status() })),
      retention: () => retention.status(),
      agreements: config.agreements,
      clock: ports.clock,
    });
  const keeper = refusedKeeper({ pool: store.pool, ring: store.ring, turnstile: ports.turnstile, auditTrail });
  const intake = assembleIntake({
    config,
    journal,
    refusals,
    keeper,
    adapters,
    rules,
    validator: ports.recordValidator,
    clock: ports.clock,
    log,
    measures: figures,
  });
  parts.intake = intake;
  await intake.resume();
  const fetching = { reception: intake.reception, checkpoints: postgresCheckpoints(store.pool), duty };
  const notices = postgresNotices(store.pool, store.ring);
  const handedOver = postgresHandedOver(store.pool, store.ring);
  const ways = await openWays(config, {
    ...fetching,
    notices,
    handedOver,
    kafka: clusterInUse(config, kafka.bootstrap),
    clock: ports.clock,
    log,
  });
  parts.ways = ways;
  const tools = { pool: store.pool, ring: store.ring, turnstile: ports.turnstile, auditTrail, clock: ports.clock };
  const { reception } = intake;
  const { feeds } = config;
  const errands = startErrands({ tools, journal, reception, feeds, adapters, rules, validator: ports.recordValidator, kafka, duty, log });
  parts.errands = errands;
  onCommit(() => {
    errands.wake();
  });
  const release = releaseHeldRegularly(journal, log);
  parts.stopTimers = () => {
    release.stop();
  };

  const app = {
    config,
    journal,
    adapters,
    door: intake.door,
    notifications: new Notifications(notices, config.feeds, ways),
    waits,
    desk: openDesk(tools),
    readiness,
    state,
    clock: ports.clock,
    measures: figures,
    authenticator: authenticator(config.authentication),
    log,
  };
  const { host, port, managementPort } = config.http;
  parts.served = await serve(app, { host, port }, managementPort === undefined ? 'everything' : 'intake');
  if (managementPort !== undefined) parts.management = await serve(app, { host, port: managementPort }, 'management');
  const { url } = parts.served;
  const management = parts.management === undefined ? {} : { managementUrl: parts.management.url };
  await writeRunFile(config.dataDir, {
    pid: process.pid,
    url,
    ...management,
    bootstrap: kafka.bootstrap,
    startedAt: ports.clock.now().toISOString(),
  });
  parts.removeRunFile = () => removeRunFile(config.dataDir);
  parts.phase = 'serving';
  for (const way of ways) way.start();
  log.info('gateway.ready');
  return { url, ...management, bootstrap: kafka.bootstrap, refilled, ready: readiness, fatal: kafka.fatal, close: () => closeAll(parts) };
}
