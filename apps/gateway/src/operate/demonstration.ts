import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recipientTopic, type Receipt } from '@mash-gateway/contracts';
import type { GatewayConfig } from '../config/gateway-config.js';
import type { Gateway } from '../gateway.js';
import { readExamplesSent, writeExamplesSent } from './examples-sent.js';
import { foundOnTopic, type Place } from './found-on-topic.js';

interface Example {
  readonly agency: string;
  readonly file: string;
  readonly feed: string;
  readonly mediaType: string;
}

/** One invented message from each agency. */
const EXAMPLES: readonly Example[] = [
  { agency: 'health', file: 'health.json', feed: 'health-demo', mediaType: 'application/fhir+json' },
  { agency: 'police', file: 'police.xml', feed: 'police-demo', mediaType: 'application/xml' },
  { agency: 'education', file: 'education.xml', feed: 'education-demo', mediaType: 'application/xml' },
];
/** For the reader to send. */
const NEXT: Example = { agency: 'police', file: 'police-next.xml', feed: 'police-demo', mediaType: 'application/xml' };
const SENT_WITHIN_MS = 15_000;
const FOUND_WITHIN_MS = 3_000;

export type Demonstrated = Pick<Gateway, 'url' | 'bootstrap'>;

/**
 * Sends the examples through the gateway's own front door, once for each data directory, and says in plain words what became of them
 * and how to go on.
 */
export async function demonstrate({ dataDir, recipients }: GatewayConfig, { url, bootstrap }: Demonstrated): Promise<string> {
  const topic = recipientTopic(recipients[0]?.id ?? '', 'child-record');
  const before = await readExamplesSent(dataDir);
  const receipts: { readonly example: Example; readonly receipt: Receipt; readonly how: How }[] = [];
  for (const example of EXAMPLES) {
    const earlier = await earlierReceipt(url, before[example.file]);
    receipts.push({ example, receipt: earlier ?? (await send(url, example)), how: earlier === undefined ? 'sent' : 'found' });
  }
  await writeExamplesSent(dataDir, Object.fromEntries(receipts.map(({ example, receipt }) => [example.file, receipt.submissionId])));
  const ids = receipts.flatMap(({ receipt }) => idsOf(receipt));
  const all = receipts.every(({ how }) => how === 'found');
  const places = await foundOnTopic({ bootstrap, topic, recordIds: ids, withinMs: all ? FOUND_WITHIN_MS : SENT_WITHIN_MS });
  return [
    all
      ? 'The database of an earlier start has been found, with its receipts and records. The examples were sent then and are not sent again:'
      : 'One invented message from each agency has been sent:',
    ...receipts.flatMap(({ example, receipt }) => wordsOf(url, example, receipt, places)),
    `Topic ${topic}, read back just now.`,
    '',
    'Send the next one (invented, too; a second time it is recognised as the same message):',
    `  curl -sS -w '\\n' -H 'Content-Type: ${NEXT.mediaType}' --data-binary @'${shown(NEXT.file)}' ${url}/v1/feeds/${NEXT.feed}/submissions`,
    'Read the topic (Ctrl-C ends):',
    `  npm run --silent mash -- tail ${topic} --from-beginning --brokers ${bootstrap}`,
    '',
  ].join('\n');
}

type How = 'sent' | 'found';

async function earlierReceipt(url: string, submissionId: string | undefined): Promise<Receipt | undefined> {
  if (submissionId === undefined) return undefined;
  const response = await fetch(`${url}/v1/submissions/${submissionId}`);
  return response.ok ? ((await response.json()) as Receipt) : undefined;
}

async function send(url: string, { file, feed, mediaType }: Example): Promise<Receipt> {
  const response = await fetch(`${url}/v1/feeds/${feed}/submissions`, {
    method: 'POST',
    headers: { 'content-type': mediaType },
    body: await readFile(pathOf(file)),
  });
  if (response.status !== 202) throw new ExampleRefused(`status-${String(response.status)}`);
  return (await response.json()) as Receipt;
}

/** An example was refused; `code` says how. */
class ExampleRefused extends Error {
  constructor(readonly code: string) {
    super('An example of the demonstration was refused.');
  }
}

function idsOf({ records }: Receipt): readonly string[] {
  return records.flatMap(({ recordId }) => recordId ?? []);
}

function wordsOf(url: string, { agency, file }: Example, receipt: Receipt, places: ReadonlyMap<string, Place>): readonly string[] {
  const ids = idsOf(receipt);
  return [
    `  ${agency.padEnd(10)} ${shown(file)} -> ${String(ids.length)} child record${ids.length === 1 ? '' : 's'}. Receipt: ${url}/v1/submissions/${receipt.submissionId}`,
    ...ids.map((id) => `             ${id} ${whereabouts(places.get(id))}`),
  ];
}

function whereabouts(place: Place | undefined): string {
  if (place === undefined) return 'is accepted and kept; it is not on the topic now';
  return `is on Kafka: partition ${String(place.partition)}, offset ${String(place.offset)}`;
}

/** In the repository, three folders above this one's. */
function pathOf(file: string): string {
  return fileURLToPath(new URL(`../../../../examples/${file}`, import.meta.url));
}

function shown(file: string): string {
  return relative(process.cwd(), pathOf(file));
}
