import { FULL, REDUCED } from '../../fault/frame/size.js';
import type { Outcome } from '../../fault/frame/outcome.js';
import { holds, type FaultReport, type Row } from './report.js';

/** The report of one run: every count, and everything that an operator could have seen. */
export function reportMarkdown(report: FaultReport): string {
  return [
    `# Faults, ${report.date}`,
    `Commit ${report.commit}, Node ${report.node}, ${report.machine}. ${sizeSentence(report)}`,
    table(report.outcomes),
    '## What the operator saw',
    seenTable(report.outcomes),
  ].join('\n\n');
}

/** The page of the docs. @param file of the report it is made of, beside it in `proofs/` */
export function faultsPage(report: FaultReport, file: string): string {
  return [
    '# Faults',
    `What happens when something fails, as measured by \`npm run proof -- faults\` at commit ${report.commit} on ${report.date}: real Apache Kafka, real PostgreSQL, real gateway processes, Toxiproxy between them. This page is made of [that report](proofs/${file}); \`npm run suite -- fault\` runs every row again at the reduced size. ${sizeSentence(report)}`,
    'While each fault happens, agencies send without pause, each the messages of one child one after another, and keep a ledger of what was acknowledged with 202. Afterwards an independent client reads the topics from the beginning, and the ledger is held against them. **Missing**: acknowledged and not on the topic. **Out of order**: children whose first occurrences are not in the order they were acknowledged in. **Second ids**: records with more than one `ce_id`. **Recovered**: seconds from the moment the cause was gone until every gateway was ready, further messages were acknowledged and nothing was unsent; nobody did anything for it. **Restarts** are those of the supervisor (systemd, Kubernetes) that starts a gateway again that is gone.',
    table(report.outcomes),
    '## What the operator saw',
    'Codes of `/health/ready` (reasons and alarms), figures of `/metrics`, and warnings in the log, while it lasted. A gateway that was killed or stood still gave no answer.',
    seenTable(report.outcomes),
    'Faults on the ways in have suites of their own: a file that is cut, replaced or resumed after kill -9, and SFTP that drops, in `files`; a FHIR server that refuses, delays or pages without end in the tests beside the client and in `fhir-real`.',
    '## What this rests on',
    '- PostgreSQL with `fsync=on`, `full_page_writes=on` and `synchronous_commit=on`: the gateway refuses any other. A fail-over loses nothing with a **synchronous** standby. With an asynchronous one, what was committed in the last moments before the primary was lost (`pg_stat_replication.replay_lag` tells how long) is lost with it although it was acknowledged: use it only where the agencies can send that window again.',
    '- Kafka with replication factor 3 and `min.insync.replicas=2`. A topic that is deleted takes with it what was on it: the gateway does not send again what was confirmed.',
    '- Instances on one database share one key file, and each has a data directory of its own.',
    '',
  ].join('\n\n');
}

function sizeSentence({ outcomes }: FaultReport): string {
  const size = outcomes.every(({ size: name }) => name === 'full') ? FULL : REDUCED;
  const seconds = (ms: number): string => `${String(ms / 1000)} s`;
  return `This run: size **${size.name}**, ${String(size.children)} agencies at once; brokers away for ${seconds(size.brokersAwayMs)}, silent for ${seconds(size.silentMs)}; databases and instances away for ${seconds(size.awayMs)}; what is short is done ${String(size.times)} times.`;
}

function table(outcomes: readonly Row[]): string {
  return rows(
    ['fault', 'acknowledged', 'missing', 'out of order', 'second ids', 'repeats', 'recovered', 'restarts', 'holds', 'commit'],
    outcomes.map((outcome) => [
      outcome.what,
      `${String(outcome.records)} records in ${String(outcome.submissions)} submissions`,
      String(outcome.missing),
      String(outcome.outOfOrder),
      String(outcome.secondIds),
      String(outcome.repeats),
      `${String(outcome.recoveredAfterSeconds)} s`,
      String(outcome.restarts),
      holds(outcome) ? 'yes' : `**no**: ${outcome.broken.join('; ')}`,
      outcome.commit,
    ]),
  );
}

function seenTable(outcomes: readonly Outcome[]): string {
  return rows(
    ['fault', 'readiness and alarms', 'metrics', 'log'],
    outcomes.map(({ fault, seen: { readiness, alarms, metrics, logs } }) => [
      fault,
      listed([...readiness, ...alarms]),
      listed(metrics),
      listed(logs),
    ]),
  );
}

function listed(items: readonly string[]): string {
  return items.length === 0 ? '–' : items.map((item) => `\`${item}\``).join(', ');
}

function rows(head: readonly string[], body: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}
