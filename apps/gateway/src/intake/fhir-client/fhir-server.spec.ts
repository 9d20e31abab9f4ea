import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { FhirTransport } from '../../config/transports/fhir.js';
import { FhirServer, type Ask } from './fhir-server.js';
import { pages, type Page } from './pages.js';
import { match, page, say, spokenServer, type Speak, type SpokenServer } from './testing/spoken-server.js';

jest.setTimeout(60_000);

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const flags: Ask = (client, options) => client.search({ resourceType: 'Flag', options });
const forever = new AbortController().signal;

async function speaking(speak: Speak): Promise<SpokenServer> {
  const server = await spokenServer(speak);
  opened.push(server);
  return server;
}

async function clientOf({ url }: SpokenServer, settings: Partial<FhirTransport> = {}): Promise<FhirServer> {
  const server = new FhirServer({ kind: 'fhir', url: `${url}/fhir`, ...settings }, { now: () => new Date() }, () => 0);
  opened.push(server);
  await server.refresh();
  return server;
}

async function allPages(server: FhirServer, maxPages = 100): Promise<Page[]> {
  const found: Page[] = [];
  for await (const one of pages(server, flags, { type: 'searchset', maxPages, stop: forever })) found.push(one);
  return found;
}

describe('what passes', () => {
  test.each([429, 503, 500, 408])('an answer of %i is asked for again, when the server says', async (status) => {
    const spoken = await speaking((_, response, nth) => {
      if (nth === 1) say(response, { resourceType: 'OperationOutcome' }, status, { 'retry-after': '0' });
      else say(response, page([match('Flag', 'f1')]));
    });

    await expect(allPages(await clientOf(spoken))).resolves.toHaveLength(1);
    expect(spoken.heard).toHaveLength(2);
  });

  test('a server that asks for a long pause is left alone until the next poll, which comes no sooner', async () => {
    const spoken = await speaking((_, response) => {
      say(response, {}, 429, { 'retry-after': '600' });
    });

    await expect(allPages(await clientOf(spoken))).rejects.toMatchObject({ code: 'fhir.busy', retryAfterMs: 600_000 });
    expect(spoken.heard).toHaveLength(1);
  });

  test('a server that does not answer in time is a fault and not a wait', async () => {
    const spoken = await speaking(() => undefined);

    await expect(allPages(await clientOf(spoken, { timeoutSeconds: 1 }))).rejects.toMatchObject({ code: 'fhir.timeout' });
  });

  test('a connection that cannot be had is tried again, then told', async () => {
    const spoken = await speaking(() => undefined);
    const client = await clientOf(spoken);
    await spoken.close();

    await expect(allPages(client)).rejects.toMatchObject({ code: 'fhir.unreachable' });
  });
});

describe('what is no answer', () => {
  test.each<[string, Speak, string]>([
    ['an empty 200', (_, response) => response.writeHead(200, { 'content-type': 'application/fhir+json' }).end(), 'fhir.response-cut'],
    [
      'a 200 cut in the middle of its JSON',
      (_, response) => response.writeHead(200, { 'content-type': 'application/fhir+json' }).end('{"resourceType":"Bundle","entry":[{"res'),
      'fhir.response-cut',
    ],
    [
      'a connection cut in the middle of a body',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/fhir+json', 'content-length': '1500' }).write('{"resourceType":');
        setImmediate(() => response.destroy());
      },
      'fhir.response-cut',
    ],
    ['a page of a gateway', (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'), 'fhir.not-fhir'],
    [
      'a resource that is no Bundle',
      (_, response) => {
        say(response, { resourceType: 'Patient' });
      },
      'fhir.not-fhir',
    ],
    [
      'a Bundle of another kind',
      (_, response) => {
        say(response, { resourceType: 'Bundle', type: 'history' });
      },
      'fhir.not-fhir',
    ],
    [
      'a search that failed in part',
      (_, response) => {
        const outcome = { resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] }, search: { mode: 'outcome' } };
        say(response, page([match('Flag', 'f1'), outcome]));
      },
      'fhir.search-incomplete',
    ],
    [
      'a body larger than allowed',
      (_, response) => {
        say(response, page([{ resource: { note: 'x'.repeat(5_000) } }]));
      },
      'fhir.response-too-large',
    ],
    [
      'a body without an end',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/fhir+json' });
        const more = (): void => {
          while (response.write(' '.repeat(1_000)));
          if (!response.destroyed) response.once('drain', more);
        };
        more();
      },
      'fhir.response-too-large',
    ],
    [
      'a compressed body, which nobody asked for',
      (_, response) =>
        response
          .writeHead(200, { 'content-type': 'application/fhir+json', 'content-encoding': 'gzip' })
          .end(gzipSync(JSON.stringify(page([{ resource: { note: 'x'.repeat(1_000_000) } }])))),
      'fhir.response-encoded',
    ],
  ])('%s is never "no results"', async (_what, speak, code) => {
    const spoken = await speaking(speak);

    await expect(allPages(await clientOf(spoken, { maxResponseBytes: 2_000 }))).rejects.toMatchObject({ code });
  });

  test('a fault holds neither the address nor anything that was said', async () => {
    const spoken = await speaking((_, response) => {
      say(response, { resourceType: 'OperationOutcome', issue: [{ diagnostics: 'Patient 9990001006 unknown' }] }, 400);
    });
    const server = await clientOf(spoken);
    const asked = server.ask((client, options) => client.request('Patient?identifier=9990001006', { options }), forever);

    const fault: unknown = await asked.catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'fhir.refused', message: 'fhir.refused' });
    expect(JSON.stringify([fault, (fault as Error).stack, (fault as Error).cause ?? ''])).not.toContain('9990001006');
  });
});

describe('paging', () => {
  test('next links are followed as they are', async () => {
    const spoken = await speaking(({ path }, response) => {
      const root = `${spoken.url}/fhir`;
      if (path === '/fhir/Flag') say(response, page([match('Flag', 'f1')], `${root}?_getpages=a%7Cb&offset=1`));
      else say(response, page([match('Flag', 'f2')]));
    });

    await expect(allPages(await clientOf(spoken))).resolves.toHaveLength(2);
    expect(spoken.heard.map(({ path }) => path)).toEqual(['/fhir/Flag', '/fhir?_getpages=a%7Cb&offset=1']);
  });

  test('a link that comes twice, and more pages than allowed, end the poll', async () => {
    const twice = await speaking((_, response) => {
      say(response, page([], '/fhir?page=same'));
    });
    const endless = await speaking((_, response, nth) => {
      say(response, page([], `/fhir?page=${String(nth)}`));
    });

    await expect(allPages(await clientOf(twice))).rejects.toMatchObject({ code: 'fhir.endless-paging' });
    await expect(allPages(await clientOf(endless), 5)).rejects.toMatchObject({ code: 'fhir.endless-paging' });
    expect([twice.heard.length, endless.heard.length]).toEqual([2, 5]);
  });

  test('a page that the server has forgotten is no end of the search', async () => {
    const spoken = await speaking(({ path }, response) => {
      if (path === '/fhir/Flag') say(response, page([match('Flag', 'f1')], '/fhir?_getpages=gone'));
      else say(response, { resourceType: 'OperationOutcome' }, 410);
    });

    await expect(allPages(await clientOf(spoken))).rejects.toMatchObject({ code: 'fhir.page-expired' });
  });
});
