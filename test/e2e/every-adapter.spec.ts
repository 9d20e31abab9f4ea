import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { ADAPTERS, type AdapterId } from '../../apps/gateway/src/config/adapters.js';
import type { FeedConfig } from '../../apps/gateway/src/config/gateway-config.js';
import { ask, submit } from '../support/ask.js';
import { readTopic } from '../support/read-topic.js';
import { runGateway, type RunningGateway } from '../support/running-gateway.js';

const TOPIC = 'mash.demo-mash.child-record.v1';
const FIXTURES = new URL('../../libs/adapters/src/', import.meta.url);

/** One fixture of each adapter, as its agency would send it. */
const SENT: Readonly<Record<AdapterId, { readonly agency: FeedConfig['agency']; readonly fixture: string; readonly mediaType: string }>> = {
  'fhir-r4': { agency: 'health', fixture: 'bars-message', mediaType: 'application/fhir+json' },
  'fhir-stu3': { agency: 'health', fixture: 'nems-change-of-address', mediaType: 'application/fhir+xml' },
  'police-notice': { agency: 'police', fixture: 'batch', mediaType: 'application/xml' },
  'operation-encompass': { agency: 'police', fixture: 'families-and-schools', mediaType: 'application/xml' },
  cjse: { agency: 'justice', fixture: 'libra-youth', mediaType: 'application/xml' },
  niem: { agency: 'police', fixture: 'lexs-incident-report', mediaType: 'application/xml' },
  ctf: { agency: 'education', fixture: 'full-current-version', mediaType: 'application/xml' },
  'attendance-csv': { agency: 'education', fixture: 'session-rows', mediaType: 'text/csv; charset=utf-8' },
  'concern-form': { agency: 'other', fixture: 'whole-form', mediaType: 'text/csv; charset=utf-8' },
  'sif-uk': { agency: 'education', fixture: 'learner-complete', mediaType: 'application/xml' },
  oneroster: { agency: 'education', fixture: 'archive-1.1-bulk', mediaType: 'application/zip' },
  wonde: { agency: 'education', fixture: 'student-everything', mediaType: 'application/json' },
  'cin-census': { agency: 'childrens-services', fixture: 'full-2026', mediaType: 'application/xml' },
};

let running: RunningGateway;
beforeAll(async () => {
  const feeds = (agreement: string, limits: FeedConfig['limits']): FeedConfig[] =>
    (Object.keys(SENT) as AdapterId[]).map((id) => ({ id: `feed-${id}`, agency: SENT[id].agency, adapter: id, agreement, limits }));
  running = await runGateway({
    config: (demo) => ({ ...demo, feeds: feeds(demo.agreements[0]?.id ?? '', { bytes: 64 * 1024 * 1024, records: 10_000 }) }),
  });
}, 60_000);
afterAll(async () => {
  await running.stop();
}, 60_000);

interface ReceiptView {
  readonly status: string;
  readonly records: readonly { readonly recordId?: string; readonly outcome: string }[];
}

test.each(Object.keys(ADAPTERS) as AdapterId[])(
  'what %s reads goes in as its agency sends it and comes out on Kafka as child records',
  async (id) => {
    const { fixture, mediaType } = SENT[id];
    const folder = new URL(`${id}/fixtures/${fixture}/`, FIXTURES);
    const input = (await readdir(folder)).find((name) => name.startsWith('input.')) ?? '';
    const answer = await submit(running.gateway.url, `feed-${id}`, await readFile(new URL(input, folder)), { 'content-type': mediaType });

    expect(answer.status).toBe(202);
    const { status, records } = answer.json as ReceiptView;
    expect(status).toBe('complete');
    const ids = records.flatMap(({ recordId }) => recordId ?? []);
    expect(ids.length).toBeGreaterThan(0);
    await published(ids);
    const read = (await readTopic(running.gateway.bootstrap, TOPIC)).map(({ value }) => JSON.parse(String(value)) as PublishedView);
    const own = read.filter(({ recordId }) => ids.includes(recordId));
    expect(new Set(own.map(({ source }) => source.adapter))).toEqual(new Set([id]));
    expect(new Set(own.map(({ recordId }) => recordId))).toEqual(new Set(ids));
  },
  60_000,
);

interface PublishedView {
  readonly recordId: string;
  readonly source: { readonly adapter: string };
}

async function published(ids: readonly string[]): Promise<void> {
  for (const recordId of ids)
    for (let state = ''; state !== 'published';)
      state = ((await ask(`${running.gateway.url}/v1/records/${recordId}/status`)).json as { outcome: string }).outcome;
}
