import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Receipt, RecordStatus } from '@mash-gateway/contracts';

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
const PUBLISHED_WITHIN_MS = 15_000;
const ASK_EVERY_MS = 100;

/** Sends the examples through the gateway's own front door and says in plain words what became of them. */
export async function demonstrate(url: string): Promise<string> {
  const there = EXAMPLES.filter(({ file }) => existsSync(pathOf(file)));
  if (there.length === 0) return '';
  const lines: string[] = [];
  for (const example of there) lines.push(`  ${example.agency.padEnd(10)} ${await sendOne(url, example)}`);
  const [next] = there.filter(({ agency }) => agency === 'police').concat(there);
  return ['One invented message from each agency has been sent:', ...lines, '', ...(next === undefined ? [] : curl(url, next)), ''].join(
    '\n',
  );
}

async function sendOne(url: string, { file, feed, mediaType }: Example): Promise<string> {
  const response = await fetch(`${url}/v1/feeds/${feed}/submissions`, {
    method: 'POST',
    headers: { 'content-type': mediaType },
    body: await readFile(pathOf(file)),
  });
  if (response.status !== 202) return `${shown(file)} was refused with status ${String(response.status)}.`;
  const receipt = (await response.json()) as Receipt;
  const before = response.headers.has('idempotency-replayed') ? ' at an earlier start' : '';
  const ids = receipt.records.flatMap(({ recordId }) => recordId ?? []);
  const records = `${String(ids.length)} record${ids.length === 1 ? '' : 's'}`;
  const arrived = await allPublished(url, ids);
  return `${shown(file)}: ${records} accepted${before}, ${arrived ? 'and on Kafka' : 'and waiting for Kafka'}. Receipt: ${url}/v1/submissions/${receipt.submissionId}`;
}

async function allPublished(url: string, recordIds: readonly string[]): Promise<boolean> {
  const until = performance.now() + PUBLISHED_WITHIN_MS;
  for (const recordId of recordIds) {
    while ((await outcomeOf(url, recordId)) !== 'published') {
      if (performance.now() > until) return false;
      await pause(ASK_EVERY_MS);
    }
  }
  return true;
}

async function outcomeOf(url: string, recordId: string): Promise<string> {
  const response = await fetch(`${url}/v1/records/${recordId}/status`);
  return ((await response.json()) as RecordStatus).outcome;
}

function curl(url: string, { file, feed, mediaType }: Example): readonly string[] {
  return [
    'Send the next one (change something in the file first, or it is recognised as the same message):',
    `  curl -H 'Content-Type: ${mediaType}' --data-binary @'${shown(file)}' ${url}/v1/feeds/${feed}/submissions`,
  ];
}

/** In the repository, three folders above this one's. */
function pathOf(file: string): string {
  return fileURLToPath(new URL(`../../../../examples/${file}`, import.meta.url));
}

function shown(file: string): string {
  return relative(process.cwd(), pathOf(file));
}
