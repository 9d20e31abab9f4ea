import { readdir, readFile } from 'node:fs/promises';
import type { Adapter, AdapterInput } from '@mash-gateway/adapters';
import { marksOf } from '../../../libs/adapters/src/attendance-csv/testing/marks-of.js';
import { childrenOf } from '../../../libs/adapters/src/cin-census/testing/children-of.js';
import { formsOf } from '../../../libs/adapters/src/concern-form/testing/forms-of.js';
import { pupilsOf } from '../../../libs/adapters/src/ctf/testing/pupils-of.js';
import { itemsOf } from '../../../libs/adapters/src/niem/testing/items-of.js';
import { rosterOf } from '../../../libs/adapters/src/oneroster/testing/roster-of.js';
import { learnersOf } from '../../../libs/adapters/src/sif-uk/testing/learners-of.js';
import { studentsOf } from '../../../libs/adapters/src/wonde/testing/students-of.js';
import { ADAPTERS, type AdapterId } from '../../../apps/gateway/src/config/adapters.js';
import { fhirBundle } from '../inputs/fhir-bundle.js';
import { inventedChild } from '../inputs/invented-child.js';
import { policeNotice } from '../inputs/police-notice.js';

/** Bodies that one adapter is measured with. */
export interface BenchBodies {
  readonly name: string;
  readonly adapter: Adapter;
  /** Bulk: one body of many records, read as a stream. Message: many bodies of one message each. */
  readonly kind: 'bulk' | 'message';
  /** By which parser alone the same bytes are read for comparison. */
  readonly bare: 'saxes' | 'JSON.parse' | 'JSON.parse by line' | 'csv-parse' | 'inflate and csv-parse';
  readonly bodies: readonly Body[];
}

export interface Body {
  readonly mediaType: string;
  readonly charset?: string;
  readonly chunks: readonly Uint8Array[];
}

/** As large as a bulk body is at full size, in records; a quick run takes a tenth. */
const BULK = 20_000;

/** Every adapter with bodies of its own; `scale` 1 is full size. */
export async function benchBodies(scale: number): Promise<readonly BenchBodies[]> {
  const bulk = Math.ceil(BULK * scale);
  const messages = Math.ceil(1_000 * scale);
  const load = (id: AdapterId): Promise<Adapter> => ADAPTERS[id]();
  const made = async (
    [id, name]: readonly [AdapterId, string],
    bare: BenchBodies['bare'],
    inputs: readonly AdapterInput[],
    kind: BenchBodies['kind'] = 'bulk',
  ): Promise<BenchBodies> => ({ name, adapter: await load(id), kind, bare, bodies: await Promise.all(inputs.map(bodyOf)) });
  const serials = Array.from({ length: messages }, (_, index) => index);
  return [
    await made(['ctf', 'CTF'], 'saxes', [pupilsOf(bulk)]),
    await made(['cin-census', 'CIN census'], 'saxes', [childrenOf(bulk)]),
    await made(['sif-uk', 'SIF collection'], 'saxes', [learnersOf(bulk)]),
    await made(['niem', 'NIEM items'], 'saxes', [itemsOf(Math.ceil(bulk / 4))]),
    await made(['attendance-csv', 'attendance CSV, 190 marks a pupil'], 'csv-parse', [marksOf(Math.ceil(bulk / 20), 190)]),
    await made(['concern-form', 'concern form, CSV template'], 'csv-parse', [formsOf(bulk)]),
    await made(['oneroster', 'OneRoster archive'], 'inflate and csv-parse', [rosterOf(Math.ceil(bulk / 4))]),
    await made(['wonde', 'Wonde students'], 'JSON.parse', [studentsOf(bulk)]),
    await made(['fhir-r4', 'FHIR R4 NDJSON, patients'], 'JSON.parse by line', [lines(bulk)]),
    await made(['fhir-r4', 'FHIR R4 batch Bundle, patients'], 'JSON.parse', [bundle(bulk)]),
    await made(
      ['fhir-r4', 'FHIR R4 message'],
      'JSON.parse',
      serials.map((serial) => of('application/fhir+json', fhirBundle(inventedChild(serial), serial))),
      'message',
    ),
    await made(
      ['police-notice', 'police notice'],
      'saxes',
      serials.map((serial) => of('application/xml', policeNotice(inventedChild(serial), serial))),
      'message',
    ),
    await made(['fhir-stu3', 'NEMS and child health messages'], 'saxes', await fixtures('fhir-stu3', 'xml', messages), 'message'),
    await made(['cjse', 'court messages'], 'saxes', await fixtures('cjse', 'xml', messages), 'message'),
    await made(
      ['operation-encompass', 'Operation Encompass notifications'],
      'saxes',
      await fixtures('operation-encompass', 'xml', messages),
      'message',
    ),
  ];
}

function of(mediaType: string, bytes: Uint8Array): AdapterInput {
  return { mediaType, open: () => once(bytes) };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** A bulk body is made before the clock starts, in pieces as large as a socket gives them. */
async function bodyOf(input: AdapterInput): Promise<Body> {
  const parts: Uint8Array[] = [];
  const { mediaType, charset } = input;
  for await (const part of input.open()) parts.push(part);
  const whole = Buffer.concat(parts);
  const chunks = Array.from({ length: Math.ceil(whole.length / CHUNK) }, (_, index) => whole.subarray(index * CHUNK, (index + 1) * CHUNK));
  return { mediaType, ...(charset === undefined ? {} : { charset }), chunks };
}

const CHUNK = 64 * 1024;

function patient(serial: number): object {
  const { nhsNumber, family, given, birthDate } = inventedChild(serial);
  return {
    resourceType: 'Patient',
    id: `p${String(serial)}`,
    identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber }],
    name: [{ use: 'official', family, given: [given] }],
    gender: 'female',
    birthDate,
    address: [{ use: 'home', line: ['1 Example Street', 'Exampleford'], postalCode: 'ZZ99 3VZ' }],
  };
}

function lines(count: number): AdapterInput {
  return of(
    'application/fhir+ndjson',
    Buffer.from(Array.from({ length: count }, (_, serial) => `${JSON.stringify(patient(serial))}\n`).join('')),
  );
}

function bundle(count: number): AdapterInput {
  const entry = Array.from({ length: count }, (_, serial) => ({
    fullUrl: `https://example.org/fhir/Patient/p${String(serial)}`,
    resource: patient(serial),
    request: { method: 'PUT', url: `Patient/p${String(serial)}` },
  }));
  return of('application/fhir+json', Buffer.from(JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry })));
}

/** The accepted fixtures of an adapter in one syntax, again and again up to `count` messages. */
async function fixtures(id: AdapterId, extension: string, count: number): Promise<readonly AdapterInput[]> {
  const folder = new URL(`../../../libs/adapters/src/${id}/fixtures/`, import.meta.url);
  const adapter = await ADAPTERS[id]();
  const mediaType = adapter.mediaTypes.find((type) => type.includes(extension)) ?? '';
  const cases: Uint8Array[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const expected = JSON.parse(await readFile(new URL(`${name}/expected.json`, folder), 'utf8')) as Expected;
    const bytes = await readFile(new URL(`${name}/input.${extension}`, folder)).catch(() => undefined);
    if (bytes !== undefined && expected.inspection.accepted && expected.items.some(({ kind }) => kind === 'record')) cases.push(bytes);
  }
  return Array.from({ length: count }, (_, index) => of(mediaType, cases[index % cases.length] ?? new Uint8Array(0)));
}

interface Expected {
  readonly inspection: { readonly accepted: boolean };
  readonly items: readonly { readonly kind: string }[];
}
