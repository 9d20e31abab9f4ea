import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GatewayConfig } from '../../apps/gateway/src/config/gateway-config.js';
import type { FhirTransport } from '../../apps/gateway/src/config/transports/fhir.js';
import { fhirChild, fhirFlag } from '../support/fhir-children.js';
import { startRealFhir, type RealFhir } from '../support/real-fhir/real-fhir.js';
import { readTopic } from '../support/read-topic.js';
import { runGateway, type RunningGateway } from '../support/running-gateway.js';
import { until } from '../support/until.js';

const TOPIC = 'mash.demo-mash.child-record.v1';
let fhir: RealFhir;

beforeAll(async () => {
  fhir = await startRealFhir();
}, 900_000);
afterAll(async () => {
  await fhir.close();
});

/** What is on the topic of one child's flags and Patient, in order. */
interface Told {
  readonly id: string;
  readonly what: string;
}

describe('a real FHIR server', () => {
  test('what is created, changed and deleted there is on the topic once and in order, also after a restart', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'mash-fhir-real-'));
    for (let n = 1; n <= 7; n += 1) {
      await fhir.put(fhirChild(`kid-${String(n)}`, n));
      await fhir.put(fhirFlag(`flag-${String(n)}`, `kid-${String(n)}`, 'First'));
    }
    const gateway = await polling({ pageSize: 2, deletions: true }, dataDir);
    await told(gateway, 14);

    await fhir.put(fhirFlag('flag-1', 'kid-1', 'Second'));
    await told(gateway, 15);
    await fhir.delete('Flag', 'flag-1');
    await told(gateway, 16);
    await fhir.put(fhirFlag('flag-1', 'kid-1', 'Again'));
    await told(gateway, 17);
    await fhir.delete('Patient', 'kid-7');
    await told(gateway, 18);
    const before = await read(gateway);
    await gateway.stop();

    // HAPI counts a version for the coming back from deletion as well.
    expect(of(before, 'Flag/flag-1')).toEqual(['partial 1', 'partial 2', 'delete 3', 'partial 5']);
    expect(of(before, 'Patient/kid-7')).toEqual(['partial 1', 'delete 2']);
    expect(new Set(before.map(({ id }) => id)).size).toBe(before.length);

    await fhir.put(fhirFlag('flag-2', 'kid-2', 'While away'));
    const again = await polling({ pageSize: 2, deletions: true }, dataDir);
    await told(again, 19);
    // Two more polls, each of which finds everything of its overlap once more.
    await fhir.put(fhirChild('kid-3', 3, 'Renamed'));
    await told(again, 20);
    await fhir.put(fhirChild('kid-4', 4, 'Renamed'));
    await told(again, 21);
    const after = await read(again);
    await again.stop();
    await rm(dataDir, { recursive: true, force: true });

    expect(of(after, 'Flag/flag-2')).toEqual(['partial 1', 'partial 2']);
    expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
    expect(before.filter(({ id }) => !after.some((later) => later.id === id))).toEqual([]);
    expect(after).toHaveLength(21);
  }, 300_000);

  test('a rest-hook subscription of the server makes the gateway fetch, and its body is never the record', async () => {
    await fhir.put(fhirChild('hooked', 40));
    // Polled once a day: only the hook can bring what follows.
    const gateway = await polling({ everySeconds: 86_400, searches: [{ resource: 'Flag', include: ['Flag:patient'] }] });
    await until('the first poll', () => Promise.resolve(gateway.logged.some((line) => line.includes('submission.'))));
    await fhir.put({
      resourceType: 'Subscription',
      id: 'to-gateway',
      status: 'requested',
      criteria: 'Flag?',
      channel: { type: 'rest-hook', endpoint: `${gateway.gateway.url}/fhir/health-demo/notify`, payload: 'application/fhir+json' },
    });
    await until('the subscription to be active', async () => (await statusOf('Subscription/to-gateway')) === 'active');

    await fhir.put(fhirFlag('hooked-flag', 'hooked', 'By hook'));
    await until('the flag on the topic', async () => of(await read(gateway), 'Flag/hooked-flag').length > 0);
    const [message] = (await read(gateway)).filter(({ what }) => what.startsWith('Flag/hooked-flag'));
    await gateway.stop();
    await fhir.delete('Subscription', 'to-gateway');

    expect(message?.family).toBe('Sample');
  }, 300_000);
});

interface Published extends Told {
  readonly family: string | undefined;
}

async function polling(settings: Partial<FhirTransport>, dataDir?: string): Promise<RunningGateway> {
  const searches = [{ resource: 'Patient' }, { resource: 'Flag', include: ['Flag:patient'] }];
  const transport: FhirTransport = { kind: 'fhir', url: fhir.url, everySeconds: 1, searches, ...settings };
  const config = (demo: GatewayConfig): GatewayConfig => ({
    ...demo,
    feeds: demo.feeds.map((feed) => (feed.id === 'health-demo' ? { ...feed, transport } : feed)),
  });
  return runGateway({ config, ...(dataDir === undefined ? {} : { dataDir }) });
}

async function read({ gateway }: RunningGateway): Promise<readonly Published[]> {
  const messages = await readTopic(gateway.bootstrap, TOPIC).catch(() => []);
  return messages.map(({ headers, value }) => {
    const { source, child } = JSON.parse(String(value)) as Message;
    return {
      id: headers['ce_id'] ?? '',
      what: `${source.sourceRecordId} ${source.change} ${source.sourceVersion}`,
      family: child.names?.[0]?.family,
    };
  });
}

interface Message {
  readonly source: { readonly sourceRecordId: string; readonly change: string; readonly sourceVersion: string };
  readonly child: { readonly names?: readonly { readonly family?: string }[] };
}

function of(published: readonly Told[], source: string): readonly string[] {
  return published.flatMap(({ what }) => (what.startsWith(`${source} `) ? [what.slice(source.length + 1)] : []));
}

async function told(gateway: RunningGateway, count: number): Promise<void> {
  await until(`${String(count)} records on the topic`, async () => (await read(gateway)).length >= count);
}

async function statusOf(path: string): Promise<string> {
  return ((await (await fetch(`${fhir.url}/${path}`)).json()) as { status: string }).status;
}
