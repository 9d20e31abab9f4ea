import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { JournalUnavailable } from '../../apps/gateway/src/journal/faults.js';
import { ask, submit } from '../support/ask.js';
import { bound } from '../support/process/stages.js';
import { readTopic } from '../support/read-topic.js';
import { runGateway, type RunningGateway } from '../support/running-gateway.js';

const CSV = { 'content-type': 'text/csv; charset=utf-8', prefer: 'wait=30' };
/** What a browser says of a form on a page of the gateway's own. */
const BROWSER = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
const ANSWERS = {
  formReference: 'YC-1',
  completedAt: '20/11/2026 16:05',
  senderName: 'Ash Example',
  senderOrganisation: 'Example Youth Club',
  familyName: 'Sample',
  givenName: 'Rowan',
  birthDate: '31/3/2016',
  immediateDanger: 'no',
  concern: 'neglect',
  whatHappened: 'Came without a coat, and was "very" hungry <again>.',
};
type Field = keyof typeof ANSWERS;

let running: RunningGateway;
let form: string;
let databaseAway = false;
beforeAll(async () => {
  running = await runGateway({
    config: (demo) => ({
      ...demo,
      feeds: demo.feeds.flatMap((feed) =>
        feed.id === 'police-demo' ? [feed, { ...feed, id: 'youth-clubs', agency: 'other', adapter: 'concern-form' }] : [feed],
      ),
    }),
    ports: {
      journal: (real) => ({
        ...bound(real),
        commit: (...parts) => (databaseAway ? Promise.reject(new JournalUnavailable('away')) : real.commit(...parts)),
      }),
    },
  });
  form = `${running.gateway.url}/forms/youth-clubs`;
}, 60_000);
afterAll(async () => {
  await running.stop();
}, 60_000);

interface Sent {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
}

/** Sends a form as a browser would, without following where it leads. */
async function send(answers: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = BROWSER): Promise<Sent> {
  const response = await fetch(form, { method: 'POST', headers, body: new URLSearchParams(answers).toString(), redirect: 'manual' });
  return { status: response.status, location: response.headers.get('location'), text: await response.text() };
}

async function newToken(): Promise<string> {
  return /name="token" value="([^"]+)"/.exec((await ask(form)).text)?.[1] ?? '';
}

const read = (address: string | null): ReturnType<typeof ask> => ask(`${running.gateway.url}${address ?? ''}`);

interface Published {
  readonly recordId: string;
  readonly source: { readonly references?: readonly { readonly value: string }[]; readonly sequence?: number };
}

async function published(reference: string): Promise<readonly Published[]> {
  const values = (await readTopic(running.gateway.bootstrap, 'mash.demo-mash.child-record.v1')).map(
    ({ value }) => JSON.parse(String(value)) as Published,
  );
  return values.filter(({ source }) => source.references?.some(({ value }) => value === reference) === true);
}

/** A row of the template, under its own headings. */
function template(answers: Readonly<Partial<Record<Field, string>>>, labels: Readonly<Record<Field, string>>): string {
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  const names = Object.keys(answers) as Field[];
  return `${names.map((name) => quoted(labels[name])).join(',')}\r\n${names.map((name) => quoted(answers[name] ?? '')).join(',')}\r\n`;
}

const LABELS: Readonly<Record<Field, string>> = {
  formReference: 'Form reference',
  completedAt: 'Form completed at',
  senderName: 'Your name',
  senderOrganisation: 'Your organisation',
  familyName: 'Family name of the child',
  givenName: 'Given names of the child',
  birthDate: 'Date of birth',
  immediateDanger: 'Is the child in danger now?',
  concern: 'What you are worried about',
  whatHappened: 'What happened, or what you have seen or been told',
};

describe('the web form', () => {
  test('is one page without a script, in which every control has its label, and may be sent to this gateway alone', async () => {
    const page = await ask(form);

    const controls = [...page.text.matchAll(/<(?:input|select|textarea) id="([^"]+)"/g)].map(([, id]) => id);
    const labels = [...page.text.matchAll(/<label for="([^"]+)"/g)].map(([, id]) => id);
    expect(page.status).toBe(200);
    expect(controls.length).toBeGreaterThan(40);
    expect(labels).toEqual(controls);
    expect(page.text).not.toMatch(/<script|style=/);
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('sent, it is a record on Kafka, and its sender is told its number and what was missing', async () => {
    const sent = await send({ ...ANSWERS, token: await newToken() });
    const received = await read(sent.location);

    expect(sent.status).toBe(303);
    expect(received.text).toContain('Your receipt number is');
    expect(received.text).toContain('Do the parents or carers know that you are telling us?: The form leaves this out');
    expect(received.text).not.toContain('Rowan');
    await submit(running.gateway.url, 'youth-clubs', JSON.stringify(ANSWERS), { 'content-type': 'application/json', prefer: 'wait=30' });
    expect(await published('YC-1')).toMatchObject([
      {
        child: { names: [{ family: 'Sample', given: ['Rowan'] }], birthDate: { value: '2016-03-31' } },
        information: [{ kind: 'concern', narrative: ANSWERS.whatHappened, circumstances: { immediateDanger: 'no' } }],
        source: { adapter: 'concern-form', author: { name: { text: 'Ash Example' } } },
      },
    ]);
  }, 60_000);

  test('sent twice by an impatient finger, it is one submission', async () => {
    const answers = { ...ANSWERS, formReference: 'YC-2', token: await newToken() };

    const [one, other] = [await send(answers), await send(answers)];

    expect(one.status).toBe(303);
    expect(other.location).toBe(one.location);
  });

  test('sent again from the same page with other answers, it asks whether that is meant, and keeps the answers', async () => {
    const token = await newToken();
    await send({ ...ANSWERS, formReference: 'YC-3', token });

    const changed = await send({ ...ANSWERS, formReference: 'YC-3', whatHappened: 'Something else.', token });

    expect(changed.status).toBe(422);
    expect(changed.text).toContain('You have sent this form before');
    expect(changed.text).toContain('Something else.');
    expect(changed.text).not.toContain(token);
  });

  test('without what is needed it says so above and beside the questions, and keeps what was filled in, escaped', async () => {
    const wrong = await send({ familyName: '', whatHappened: '<b>"x"', senderRole: 'Youth worker' });

    expect(wrong.status).toBe(422);
    expect(wrong.text).toMatch(/There is a problem[^]*<a href="#senderName">/);
    expect(wrong.text).toContain('id="familyName-error"');
    expect(wrong.text).toContain('&#60;b&#62;&#34;x&#34;');
    expect(wrong.text).toContain('value="Youth worker"');
  });

  test('while the database is away it says that nobody has the form yet, and keeps the answers', async () => {
    databaseAway = true;
    const away = await send({ ...ANSWERS, formReference: 'YC-4', token: await newToken() });
    databaseAway = false;

    expect(away.status).toBe(503);
    expect(away.text).toContain('nobody has seen it');
    expect(away.text).toContain('value="YC-4"');
  });

  test.each([
    ['another site', { ...BROWSER, 'sec-fetch-site': 'cross-site' }],
    ['a page of another origin', { 'content-type': BROWSER['content-type'], origin: 'https://elsewhere.example' }],
    ['a page that hides its origin', { 'content-type': BROWSER['content-type'], origin: 'null' }],
  ])('from %s it is refused', async (_from, headers) => {
    expect((await send(ANSWERS, headers)).status).toBe(403);
  });

  test('only a feed that reads it has one, and nobody reads what another has sent', async () => {
    const others = await Promise.all(
      ['police-demo', 'no-such-feed'].map(async (feed) => (await ask(`${running.gateway.url}/forms/${feed}`)).status),
    );
    const unknown = await ask(`${form}/received/0193a5b2-c7d8-7000-a1b2-c3d4e5f60718`);

    expect([...others, unknown.status]).toEqual([404, 404, 404]);
  });
});

describe('the template', () => {
  test('comes back as it went out and says that nothing was filled in', async () => {
    const blank = await ask(`${form}/template.csv`);

    const answer = await submit(running.gateway.url, 'youth-clubs', blank.text, CSV);

    expect(blank.headers.get('content-disposition')).toContain('concern-form.csv');
    expect(answer.status).toBe(422);
    expect(answer.json).toMatchObject({ code: 'format.no-child' });
  });

  test('gives the same record as the web form: what was written down while nothing worked is a duplicate when it is entered again', async () => {
    const answers = { ...ANSWERS, formReference: 'YC-5' };
    const byFile = await submit(running.gateway.url, 'youth-clubs', template(answers, LABELS), CSV);

    const entered = await send({ ...answers, token: await newToken() });

    expect(byFile.json).toMatchObject({ records: [{ outcome: 'published' }] });
    expect((await read(entered.location)).text).toContain('You had sent us the same form before');
    expect(await published('YC-5')).toHaveLength(1);
  }, 60_000);

  test('and a form completed later is a newer version of it', async () => {
    const answers = { ...ANSWERS, formReference: 'YC-6' };
    await submit(running.gateway.url, 'youth-clubs', template(answers, LABELS), CSV);
    const later = { ...answers, completedAt: '21/11/2026 09:00', whatHappened: 'The same, and more.' };
    await submit(running.gateway.url, 'youth-clubs', JSON.stringify(later), { 'content-type': 'application/json', prefer: 'wait=30' });

    const versions = await published('YC-6');
    expect(versions).toHaveLength(2);
    expect(versions[1]?.source.sequence ?? 0).toBeGreaterThan(versions[0]?.source.sequence ?? 0);
  }, 60_000);
});
