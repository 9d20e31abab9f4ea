import { afterEach, expect, jest, test } from '@jest/globals';
import type { Checkpoints } from '../../journal/feeds/checkpoints.js';
import type { HandedOver } from '../../journal/feeds/handed-over.js';
import { FhirServer } from './fhir-server.js';
import { pollSearch, type Fetching } from './poll-search.js';
import { EverySeen } from './seen.js';
import { match, page, say, spokenServer, type Speak, type SpokenServer } from './testing/spoken-server.js';

jest.setTimeout(60_000);

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

interface Polling {
  readonly spoken: SpokenServer;
  readonly cursors: ReadonlyMap<string, string>;
  readonly handed: object[];
  poll(): Promise<unknown>;
}

async function polling(speak: Speak, hand?: (bundle: object) => Promise<void>): Promise<Polling> {
  const spoken = await spokenServer(speak);
  const transport = { kind: 'fhir' as const, url: `${spoken.url}/fhir`, overlapSeconds: 60 };
  const server = new FhirServer(transport, { now: () => new Date() }, () => 0);
  opened.push(spoken, server);
  const cursors = new Map<string, string>();
  const handed: object[] = [];
  const keep = (bundle: object): Promise<void> => {
    handed.push(bundle);
    return Promise.resolve();
  };
  const fetching: Fetching = {
    feedId: 'health-demo',
    transport,
    server,
    checkpoints: checkpointsIn(cursors),
    seen: new EverySeen(rememberedIn(new Map()), 'health-demo'),
    hand: hand ?? keep,
    stop: new AbortController().signal,
  };
  return { spoken, cursors, handed, poll: () => pollSearch({ resource: 'Flag' }, fetching) };
}

function checkpointsIn(cursors: Map<string, string>): Checkpoints {
  return {
    read: (_feed, name) => Promise.resolve(cursors.get(name)),
    write: (_feed, name, value) => Promise.resolve(void cursors.set(name, value)),
    forget: (_feed, name) => Promise.resolve(void cursors.delete(name)),
  };
}

function rememberedIn(versions: Map<string, Date>): HandedOver {
  return {
    hashOf: (_feed, version) => version,
    read: () => Promise.resolve(versions),
    add: (_feed, _scope, more) => {
      for (const [hash, at] of more) versions.set(hash, at);
      return Promise.resolve();
    },
    forgetBefore: () => Promise.resolve(),
  };
}

const AT = '2026-11-24T10:04:30.000Z';
const LATER = '2026-11-24T10:05:00.000Z';

test('the cursor is the newest change that the server told, and the next poll begins its overlap before it', async () => {
  const polled = await polling((_, response) => {
    say(response, page([match('Flag', 'f1', 1, AT), match('Flag', 'f2', 1, LATER)]));
  });

  await polled.poll();
  await polled.poll();

  expect([...polled.cursors.values()]).toEqual([LATER]);
  expect(polled.spoken.heard.map(({ path }) => new URL(path, 'http://x').searchParams.get('_lastUpdated'))).toEqual([
    null,
    'ge2026-11-24T10:04:00.000Z',
  ]);
  expect(polled.handed).toHaveLength(2);
});

test('the cursor stays when a later page cannot be had', async () => {
  const polled = await polling(({ path }, response) => {
    if (path.includes('page=2')) say(response, {}, 403);
    else say(response, page([match('Flag', 'f1', 1, AT)], '/fhir?page=2'));
  });

  await expect(polled.poll()).rejects.toMatchObject({ code: 'fhir.refused' });

  expect([polled.handed.length, polled.cursors.size]).toEqual([1, 0]);
});

test('the cursor stays when something could not be made durable, and all of it is handed over again', async () => {
  let away = true;
  const tried: object[] = [];
  const polled = await polling(
    (_, response) => {
      say(response, page([match('Flag', 'f1', 1, AT), match('Flag', 'f2', 1, LATER)]));
    },
    (bundle) => {
      tried.push(bundle);
      return away ? Promise.reject(new Error('database away')) : Promise.resolve();
    },
  );

  await expect(polled.poll()).rejects.toThrow('database away');
  expect(polled.cursors.size).toBe(0);
  away = false;
  await polled.poll();

  expect([tried.length, polled.cursors.size]).toEqual([3, 1]);
});

test('a change dated in the future does not hide those before it', async () => {
  const polled = await polling((_, response) => {
    say(response, page([match('Flag', 'f1', 1, '2099-01-01T00:00:00.000Z')]), 200, { date: 'Tue, 24 Nov 2026 10:10:00 GMT' });
  });

  await polled.poll();

  expect([...polled.cursors.values()]).toEqual(['2026-11-24T10:10:00.000Z']);
});

test('the same version on another page is the same body', async () => {
  let pageOf = [match('Flag', 'f1'), match('Flag', 'f2')];
  const polled = await polling((_, response) => {
    say(response, page(pageOf));
  });
  await polled.poll();
  pageOf = [match('Flag', 'f3'), match('Flag', 'f1')];
  const other = await polling((_, response) => {
    say(response, page(pageOf));
  });
  await other.poll();

  expect(other.handed[1]).toEqual(polled.handed[0]);
});
