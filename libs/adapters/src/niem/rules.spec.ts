import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { mapAll, outcomeOf } from '../conformance/outcome.js';
import { DEFAULT_LIMITS } from '../kit/adapter.js';
import { inputOf } from '../kit/bytes.js';
import { niem } from './index.js';
import { itemsOf } from './testing/items-of.js';

const HEAD =
  '<r xmlns:nc="https://docs.oasis-open.org/niemopen/ns/model/niem-core/6.0/" xmlns:s="https://docs.oasis-open.org/niemopen/ns/model/structures/6.0/" ' +
  'xmlns:j="https://docs.oasis-open.org/niemopen/ns/model/domains/jxdm/8.0/">';
const CHILD = '<nc:Person s:id="c"><nc:PersonBirthDate><nc:Date>2015-05-01</nc:Date></nc:PersonBirthDate></nc:Person>';

const NOW = new Date('2026-11-24T12:00:00Z');
const message = fixture('lexs-incident-report');
const expected = await outcome(message);

function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name}/input.xml`, import.meta.url), 'utf8');
}

async function outcome(text: string, now = NOW) {
  return outcomeOf(niem, inputOf(Buffer.from(text), 'application/xml'), now);
}

function records({ items }: Awaited<ReturnType<typeof outcome>>) {
  return items.flatMap((item) => (item.kind === 'record' ? [item.record] : []));
}

describe('the same message written another way gives the same records', () => {
  test.each([
    ['with other prefixes', renamed(message)],
    ['with the namespaces of NIEM as the default of each element', defaulted(message)],
    ['without white space between elements', message.replace(/>\s+</gu, '><')],
    ['with Windows line ends', message.replaceAll('\n', '\r\n')],
    ['with comments between elements', message.replaceAll('<dig:EntityPerson>', '<!-- <dig:EntityPerson> --><dig:EntityPerson>')],
    ['in an envelope', enveloped(message)],
  ])('%s', async (_, text) => {
    expect(text).not.toBe(message);

    expect(await outcome(text)).toEqual(expected);
  });
});

describe('namespaces are told by their URI', () => {
  test.each([
    ['http://release.niem.gov/niem/niem-core/3.0/', 'http://release.niem.gov/niem/structures/3.0/'],
    ['http://release.niem.gov/niem/niem-core/4.0/', 'http://release.niem.gov/niem/structures/4.0/'],
    ['http://release.niem.gov/niem/niem-core/5.0/', 'http://release.niem.gov/niem/structures/5.0/'],
    ['https://docs.oasis-open.org/niemopen/ns/model/niem-core/6.0/', 'https://docs.oasis-open.org/niemopen/ns/model/structures/6.0/'],
  ])('%s is NIEM core', async (core, structures) => {
    const text = message.replace('http://niem.gov/niem/niem-core/2.0', core).replace('http://niem.gov/niem/structures/2.0', structures);

    const [first] = records(await outcome(text));

    expect(first?.child.names?.[0]?.given).toEqual(['Rowan', 'Jay']);
    expect(first?.child.addresses).toHaveLength(1);
  });

  test('one that only looks like it is not', async () => {
    const text = message.replace('http://niem.gov/niem/niem-core/2.0', 'http://niem.example/niem/niem-core/2.0');

    const { items } = await outcome(text);

    expect(items.map(({ kind }) => kind)).toEqual(['nothing']);
  });
});

test('a child keeps its source record when the next message numbers its elements anew', async () => {
  const later = message.replace('>Insert', '>Update').replace(/(s:id|s:ref|lib:ref|s:metadata)="([^"]*)"/gu, '$1="x-$2"');

  const ids = [expected, await outcome(later)].map((each) => records(each).map(({ source }) => source.sourceRecordId));

  expect(ids[1]).toEqual(ids[0]);
  expect(new Set(ids[0]).size).toBe(2);
});

test('a suspect is restricted, and the family of the child is not', async () => {
  const [record] = records(await outcome(fixture('niem-3-neglect-report')));

  expect(record?.persons?.map(({ names, visibility }) => [names?.[0]?.given?.[0], visibility])).toEqual([
    ['Alex', 'third-party'],
    ['Kim', 'restricted'],
    ['Lou', 'normal'],
  ]);
});

test('race and Hispanic origin never become an ethnicity of the English lists', async () => {
  const all = await Promise.all(
    ['lexs-incident-report', 'nibrs-every-relationship', 'nibrs-group-a'].map((name) => outcome(fixture(name))),
  );

  const words = all
    .flatMap(records)
    .flatMap(({ child, persons = [] }) => [child, ...persons].map(({ ethnicity }) => ethnicity?.normalised));

  expect(new Set(words.filter((word) => word !== undefined))).toEqual(new Set(['other', 'unknown']));
});

test('a baby of years ago is told with the age it has now', async () => {
  const text = fixture('nibrs-group-a').replaceAll('2026-11', '2012-11');

  const states = records(await outcome(text)).map(({ child }) => child.state);

  expect(states).toEqual(['born', 'adult']);
});

test('children beyond what a submission may have are refused before any is mapped', async () => {
  const { inspection } = await outcomeOf(niem, inputOf(Buffer.from(message), 'application/xml'), NOW, { ...DEFAULT_LIMITS, records: 1 });

  expect(inspection.issues.map(({ code }) => code)).toEqual(['limit.items']);
});

test('a body that changed between the passes is refused where it breaks, not thrown', async () => {
  const items = await mapAll(niem, inputOf(Buffer.from(message.slice(0, -20)), 'application/xml'), NOW);

  expect(items.map(({ kind }) => kind)).toEqual(['record', 'record', 'refused']);
});

describe('a package that is made to cost its square', () => {
  const MANY = 4000;

  // Squares of these would take minutes; a busy machine does not.
  test.each([
    ['many people and associations', crowd(MANY)],
    ['many people in one home', sharedHome(MANY)],
    ['many elements of one identity', sameUri(MANY)],
    ['one association of many', wideAssociation(MANY)],
    ['a chain of roles', chain(MANY)],
  ])('costs little with %s', async (_, body) => {
    const started = performance.now();

    const { inspection } = await outcome(body);

    expect(inspection.accepted).toBe(true);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

function crowd(count: number): string {
  const people = Array.from(
    { length: count },
    (_, n) => `<nc:Person s:id="p${n}"><nc:PersonBirthDate><nc:Year>1980</nc:Year></nc:PersonBirthDate></nc:Person>`,
  );
  const links = people.map((_, n) => `<nc:PersonAssociation><nc:Person s:ref="p${n}"/><nc:Person s:ref="c"/></nc:PersonAssociation>`);
  return `${HEAD}${CHILD}${people.join('')}${links.join('')}</r>`;
}

function sameUri(count: number): string {
  const people = Array.from({ length: count }, () => '<nc:Person s:uri="#c"><nc:PersonSexText>x</nc:PersonSexText></nc:Person>');
  const links = people.map(
    () => '<j:ArrestSubjectAssociation s:uri="urn:a"><nc:Activity s:ref="a"/><nc:Person s:ref="c"/></j:ArrestSubjectAssociation>',
  );
  return `${HEAD}${CHILD}<j:Arrest s:id="a"/>${people.join('')}${links.join('')}</r>`;
}

function sharedHome(count: number): string {
  const people = Array.from({ length: count }, (_, n) => `<nc:Person s:id="p${n}"/>`);
  const homes = people.map(
    () => '<nc:Location s:uri="#home"><nc:Address><nc:AddressFullText>x</nc:AddressFullText></nc:Address></nc:Location>',
  );
  const links = people.map(
    (_, n) => `<nc:PersonResidenceAssociation><nc:Person s:ref="p${n}"/><nc:Location s:ref="home"/></nc:PersonResidenceAssociation>`,
  );
  return `${HEAD}${CHILD}${people.join('')}${homes.join('')}${links.join('')}</r>`;
}

function wideAssociation(count: number): string {
  const ends = Array.from({ length: count }, (_, n) => (n % 2 === 0 ? '<nc:Person s:ref="c"/>' : '<nc:Activity s:ref="a"/>'));
  return `${HEAD}${CHILD}<j:Arrest s:id="a"/><j:ArrestSubjectAssociation>${ends.join('')}</j:ArrestSubjectAssociation></r>`;
}

function chain(count: number): string {
  const roles = Array.from(
    { length: count },
    (_, n) => `<j:Victim s:id="v${n}"><nc:RoleOfPerson s:ref="${n === 0 ? 'c' : `v${n - 1}`}"/></j:Victim>`,
  );
  return `${HEAD}${CHILD}${roles.reverse().join('')}</r>`;
}

/** Every prefix changed. */
function renamed(text: string): string {
  return text.replace(/(<\/?|\s|xmlns:)(nc|s|j|lexs|lexspd|dig|lib|ndexia)(?=[:=])/gu, '$1p-$2');
}

/** The elements of NIEM core without a prefix. */
function defaulted(text: string): string {
  return text.replace(/<nc:([A-Za-z]+)/gu, '<$1 xmlns="http://niem.gov/niem/niem-core/2.0"').replace(/<\/nc:/gu, '</');
}

function enveloped(text: string): string {
  const [declaration = ''] = /^<\?xml[^>]*\?>/u.exec(text) ?? [];
  const body = text.slice(declaration.length);
  return `${declaration}<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body>${body}</e:Body></e:Envelope>`;
}

describe('who is accused and who was harmed', () => {
  const person = (id: string, name: string, born: string, role: string): string =>
    `<nc:Person s:id="${id}"><nc:PersonBirthDate><nc:Date>${born}</nc:Date></nc:PersonBirthDate><nc:PersonName><nc:PersonGivenName>${name}</nc:PersonGivenName></nc:PersonName></nc:Person>` +
    `<j:${role}><nc:RoleOfPersonReference s:ref="${id}"/></j:${role}>`;
  const home = (id: string): string =>
    `<nc:PersonResidenceAssociation><nc:PersonReference s:ref="${id}"/><nc:LocationReference s:ref="home"/></nc:PersonResidenceAssociation>`;
  const place = '<nc:Location s:id="home"><nc:Address><nc:AddressFullText>1 Hidden Row</nc:AddressFullText></nc:Address></nc:Location>';

  test('are not named to each other when both are children, and the record of the accused does not tell where anybody harmed is found', async () => {
    const people = `${person('v', 'Harmed', '2015-05-01', 'Victim')}${person('a', 'Accused', '2012-05-01', 'Suspect')}${person('g', 'Grown', '1980-05-01', 'Victim')}`;

    const [victim, accused] = records(await outcome(`${HEAD}${people}${place}${home('v')}${home('g')}</r>`));

    expect(JSON.stringify(victim)).not.toContain('Accused');
    expect(JSON.stringify(victim)).not.toContain('2012-05-01');
    expect(JSON.stringify(victim)).toContain('1 Hidden Row');
    for (const told of ['Harmed', '2015-05-01', 'Hidden']) expect(JSON.stringify(accused)).not.toContain(told);
    expect(accused?.persons?.map(({ visibility }) => visibility)).toEqual(['restricted', 'restricted']);
  });
});

test('what one message of a container says of its sender is nothing to the next', async () => {
  const [opening] = /<lexs:PublishMessage [^>]*>/u.exec(await textOf(1)) ?? [''];
  const item = /<lexs:DataItemPackage>[^]*<\/lexs:DataItemPackage>/u.exec(await textOf(1))?.[0] ?? '';
  const submitter = /<lexs:DataSubmitterMetadata>[^]*<\/lexs:DataSubmitterMetadata>/u.exec(await textOf(1))?.[0] ?? '';
  const container = opening.replace('PublishMessage', 'PublishMessageContainer');
  const red = '<lexs:PDMessageMetadata><lexs:DataSensitivity>Red</lexs:DataSensitivity></lexs:PDMessageMetadata>';
  const text = `${container}<lexs:PublishMessage>${red}${submitter}${item}</lexs:PublishMessage><lexs:PublishMessage>${item}</lexs:PublishMessage></lexs:PublishMessageContainer>`;

  const [first, second] = records(await outcome(text));

  expect(first?.source.sourceRecordId).toBeDefined();
  expect(first?.handling?.sensitivity).toBe('highly-sensitive');
  expect(second?.source.organisation).toBeUndefined();
  expect(second?.source.sourceRecordId).toBeUndefined();
  expect(second?.handling).toBeUndefined();
});

test('a name that a sender made up in a namespace of NIEM is told by its place', async () => {
  const made =
    '<nc:JoSampleAssociation><nc:JoSampleReference s:ref="nowhere"/><nc:PersonReference s:ref="c"/></nc:JoSampleAssociation>' +
    '<nc:JoSample s:id="c"/><nc:Item><nc:RoleOfJoSample s:ref="nowhere"/></nc:Item>';
  const augmented = CHILD.replace(
    '</nc:Person>',
    '<nc:JoSampleAugmentation><nc:PersonSexCode>QQ</nc:PersonSexCode></nc:JoSampleAugmentation></nc:Person>',
  );

  const [record] = records(await outcome(`${HEAD}${augmented}${made}</r>`));

  expect(record?.quality?.issues?.filter(({ code }) => code === 'format.reference').length).toBeGreaterThanOrEqual(3);
  expect(JSON.stringify(record?.quality)).not.toContain('JoSample');
});

async function textOf(items: number): Promise<string> {
  let text = '';
  for await (const bytes of itemsOf(items).open()) text += Buffer.from(bytes).toString('utf8');
  return text;
}
