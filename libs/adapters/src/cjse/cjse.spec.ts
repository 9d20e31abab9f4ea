import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { MappedRecord } from '@mash-gateway/contracts';
import { DEFAULT_LIMITS, type Limits, type Mapped } from '../kit/adapter.js';
import { inputOf } from '../kit/bytes.js';
import { cjse } from './index.js';

const NOW = new Date('2026-11-24T12:00:00Z');
const LIBRA = 'http://www.dca.gov.uk/xmlschemas/libra';

test('a payload gives the same record bare, as child elements, escaped once and escaped twice', async () => {
  const bare = message(defendant('EX1', '2010-06-15', 'Worth &lt; 20 &amp; more'));

  const told = await Promise.all(
    [bare, delivered(bare), routed(escaped(bare)), routed(escaped(escaped(bare)))].map((text) => recordOf(text)),
  );

  const [first, ...others] = told.map((record) => ({ child: record.child, information: record.information }));
  expect(first?.information?.[1]?.narrative).toBe('Worth < 20 & more');
  for (const other of others) expect(other).toEqual(first);
});

test('whoever is dropped leaves no name, reference or birth date behind', () => {
  for (const name of readdirSync(new URL('fixtures', import.meta.url))) {
    const expected = readFileSync(new URL(`fixtures/${name}/expected.json`, import.meta.url), 'utf8');

    expect({ name, told: /Elder|Nobirth|Grown|Example Traders|1990-01-01|1948-11-11|1960-01-01/u.test(expected) }).toEqual({
      name,
      told: false,
    });
  }
});

test('a case keeps its source record at the next hearing and when its results are shared again, with a later version', async () => {
  const first = await recordOf(delivered(message(defendant('EX1', '2010-06-15')), '2026-11-19T17:00:00Z'));
  const amended = await recordOf(delivered(message(defendant('EX1', '2010-06-15', 'Amended')), '2026-11-21T09:00:00Z'));
  const other = await recordOf(delivered(message(defendant('EX2', '2010-06-15')), '2026-11-19T17:00:00Z'));

  expect(amended.source.sourceRecordId).toBe(first.source.sourceRecordId);
  expect(first.source.sourceVersion).toBe('2026-11-19T17:00:00Z');
  expect(amended.source.sourceVersion).toBe('2026-11-21T09:00:00Z');
  expect(other.source.sourceRecordId).not.toBe(first.source.sourceRecordId);
  expect(first.source.change).toBe('partial');
});

test('the day of receipt decides who is a child, whatever the day of the hearing', async () => {
  const text = message(defendant('EX1', '2008-11-25'));

  const today = await mapped(text, { now: new Date('2026-11-24T12:00:00Z') });
  const tomorrow = await mapped(text, { now: new Date('2026-11-25T12:00:00Z') });

  expect(today.map(({ kind }) => kind)).toEqual(['record']);
  expect(tomorrow.map(({ kind }) => kind)).toEqual(['nothing']);
});

test('the second reading has the limits of the first', async () => {
  const deep = '<a>'.repeat(20) + '</a>'.repeat(20);
  const limits = { ...DEFAULT_LIMITS, depth: 12 };

  expect(await refusedWith(routed(escaped(deep)), limits)).toEqual(['limit.depth']);
  expect(await refusedWith(routed(escaped(deep)))).toEqual(['format.unexpected-root']);
  expect(await refusedWith(routed(escaped('<a x="1" x="2"/>')))).toEqual(['xml.malformed']);
  expect(await refusedWith(routed(escaped('<p:a/>')))).toEqual(['xml.malformed']);
  expect(await refusedWith(routed(escaped('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')))).toEqual(['xml.doctype']);
  expect(await refusedWith(routed(escaped('<a>&b;</a>')))).toEqual(['xml.malformed']);
  expect(await refusedWith(routed('&amp;'.repeat(1000)))).toEqual(['format.unsupported']);
  expect(await refusedWith(routed('x'.repeat(2000)), { ...DEFAULT_LIMITS, text: 1000 })).toEqual(['limit.text']);
});

test('a payload is known by its namespace, not by its prefix or name alone', async () => {
  const text = message(defendant('EX1', '2010-06-15'));

  expect(await refusedWith(text.replaceAll(LIBRA, 'urn:example:libra'))).toEqual(['format.unexpected-root']);
  expect((await recordOf(text.replaceAll('DC:', 'other:').replace('xmlns:DC', 'xmlns:other'))).child.birthDate?.value).toBe('2010-06-15');
});

test('every person of a message is one position, in source order', async () => {
  const people = Array.from({ length: 300 }, (_, index) => defendant(`EX${index}`, index % 2 === 0 ? '2010-06-15' : '1990-01-01'));

  const items = await mapped(message(people.join('')));

  expect(items.map(({ position }) => position)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
  expect(items.filter(({ kind }) => kind === 'record')).toHaveLength(150);
  const reasons = items.flatMap((item) => (item.kind === 'nothing' ? item.issues.map(({ code }) => code) : []));
  expect(new Set(reasons)).toEqual(new Set(['child.adult']));
});

test('a victim and a witness are told of the offence, and not of the bail or the figures of sentence of the accused', async () => {
  const victim = '<DC:OtherPartyVictim><DC:Birthdate>2014-02-03</DC:Birthdate></DC:OtherPartyVictim>';
  const text = message(defendant('EX1', '1990-01-01').replace('</DC:Offence>', `${victim}</DC:Offence>`));

  const record = await recordOf(text, 1);

  const told = JSON.stringify(record);
  expect(record.information?.[1]?.court?.charges?.[0]?.results?.[0]?.code).toBe('1015');
  expect(told).not.toContain('Bail');
  expect(told).not.toContain('"40.00"');
  expect(told).not.toContain('EX1');
  expect(record.handling?.thirdParty).toBe(true);
});

describe('Common Platform', () => {
  const person = (firstName: string, dateOfBirth: string): object => ({ personDetails: { firstName, lastName: 'Sample', dateOfBirth } });
  const inCase = (...defendants: readonly object[]): object => ({ hearing: { prosecutionCases: [{ id: 'c', defendants }] } });

  test('a reporting restriction without a label still makes a record sensitive', async () => {
    const offences = [{ id: 'o', reportingRestrictions: [{ id: 'r', orderedDate: '2026-11-01' }, { id: 'q' }] }];

    const [record] = await recordsOf(inCase({ id: 'd', personDefendant: person('Jo', '2012-01-01'), offences }));

    expect(record?.handling?.sensitivity).toBe('sensitive');
    expect(record?.handling?.labels?.map(({ text }) => text)).toEqual([
      'Ordered 2026-11-01',
      'Reporting is restricted; the source does not say how',
    ]);
  });

  test('a restriction on the offences of an application holds for everybody in it', async () => {
    const courtApplications = [
      {
        id: 'a',
        respondents: [{ id: 'r', ...person('Jo', '2012-01-01') }],
        courtApplicationCases: [{ offences: [{ id: 'o', reportingRestrictions: [{ label: 'Section 45' }] }] }],
      },
    ];

    const [record] = await recordsOf({ hearing: { courtApplications } });

    expect(record?.handling?.sensitivity).toBe('sensitive');
    expect(record?.handling?.labels?.[0]?.display).toBe('Section 45');
  });

  test('two people of an application who share an id are both told, and neither has a source record', async () => {
    const respondents = [
      { id: 'r', ...person('Jo', '2012-01-01') },
      { id: 'r', ...person('Al', '2013-01-01') },
      { id: 'r', personDetails: { firstName: 'Al', lastName: 'SAMPLE' } },
    ];

    const records = await recordsOf({ hearing: { courtApplications: [{ id: 'a', respondents }] } });

    expect(records.map(({ child }) => child.names?.[0]?.given)).toEqual([['Jo'], ['Al']]);
    expect(records.map(({ source }) => source.sourceRecordId)).toEqual([undefined, undefined]);
  });

  test('a birth date that nobody can have makes no adult of a youth', async () => {
    const [record] = await recordsOf(inCase({ id: 'd', isYouth: true, personDefendant: person('Jo', '1900-01-01') }));

    expect(record?.child.names?.[0]?.given).toEqual(['Jo']);
    expect(record?.quality?.issues?.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['date.implausible', 'child.missing-birth-date']),
    );
  });

  test('a witness and a victim are told nothing that was measured of the accused, and not the number of a child accused beside them', async () => {
    const victims = [{ firstName: 'Vi', lastName: 'Sample', dateOfBirth: '2012-01-01' }];
    const associatedPersons = [{ role: 'witness', person: { firstName: 'Wi', lastName: 'Sample', dateOfBirth: '2012-01-01' } }];
    const offenceFacts = { alcoholReadingAmount: '77', vehicleRegistration: 'EX01MPL' };
    const plea = { pleaValue: 'GUILTY', pleaDate: '2026-11-02' };
    const offences = [{ id: 'o', offenceFacts, plea, convictionDate: '2026-11-03', victims }];
    const accused = {
      id: 'd',
      masterDefendantId: 'number-of-the-accused',
      personDefendant: person('Jo', '2011-01-01'),
      offences,
      associatedPersons,
    };
    const hearing = { prosecutionCases: [{ id: 'c', statementOfFacts: 'All of it', defendants: [accused] }] };

    const [child, victim, witness] = await recordsOf({ hearing });

    expect(JSON.stringify(child)).toContain('EX01MPL');
    for (const told of [JSON.stringify(victim), JSON.stringify(witness)])
      expect(told).not.toMatch(/"77"|EX01MPL|All of it|number-of-the-accused/u);
    expect(JSON.stringify(victim)).toContain('2026-11-03');
    expect(JSON.stringify(witness)).not.toMatch(/GUILTY|2026-11-03/u);
  });

  test('what stands beside the cases for one id is not copied for each of thousands who claim that id', async () => {
    const judicialResultPrompts = Array.from({ length: 4000 }, () => ({ label: 'l', value: 'v' }));
    const hearing = {
      defenceCounsels: Array.from({ length: 8000 }, () => ({ defendants: ['d'] })),
      defendantJudicialResults: [{ masterDefendantId: 'm', judicialResult: { judicialResultPrompts } }],
      prosecutionCases: [{ id: 'c', defendants: Array.from({ length: 8000 }, () => ({ id: 'd', masterDefendantId: 'm' })) }],
    };
    const input = inputOf(Buffer.from(JSON.stringify({ hearing })), 'application/json');
    const before = process.memoryUsage().heapUsed;

    const inspection = await cjse.inspect(input, { now: NOW, limits: DEFAULT_LIMITS });

    // Before the limit this held 64 million references for the counsel alone.
    expect(inspection).toMatchObject({ accepted: true, positions: 8000 });
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(300_000_000);
  });

  async function recordsOf(message: object): Promise<MappedRecord[]> {
    const records: MappedRecord[] = [];
    const input = inputOf(Buffer.from(JSON.stringify(message)), 'application/json');
    for await (const item of cjse.map(input, { now: NOW, limits: DEFAULT_LIMITS })) if (item.kind === 'record') records.push(item.record);
    return records;
  }
});

function defendant(reference: string, birthDate: string, wording = 'Theft.'): string {
  const person = `<DC:BasePersonDetails><DC:PersonName><DC:PersonFamilyName>Sample</DC:PersonFamilyName></DC:PersonName><DC:Birthdate>${birthDate}</DC:Birthdate></DC:BasePersonDetails>`;
  const individual = `<DC:CourtIndividualDefendant><DC:PersonDefendant>${person}<DC:BailConditions>Bail</DC:BailConditions></DC:PersonDefendant><DC:BailStatus>B</DC:BailStatus></DC:CourtIndividualDefendant>`;
  const result =
    '<DC:Result><DC:ResultCode>1015</DC:ResultCode><DC:Outcome><DC:ResultAmountSterling>40.00</DC:ResultAmountSterling></DC:Outcome></DC:Result>';
  const offence = `<DC:Offence><DC:BaseOffenceDetails><DC:OffenceCode>TH68010</DC:OffenceCode><DC:OffenceWording>${wording}</DC:OffenceWording></DC:BaseOffenceDetails>${result}</DC:Offence>`;
  return `<DC:Defendant><DC:ProsecutorReference>${reference}</DC:ProsecutorReference>${individual}${offence}</DC:Defendant>`;
}

function message(defendants: string): string {
  const hearing = '<DC:CourtHearing><DC:Hearing><DC:DateOfHearing>2026-11-19</DC:DateOfHearing></DC:Hearing></DC:CourtHearing>';
  return `<DC:ResultedCaseMessage xmlns:DC="${LIBRA}"><DC:Session>${hearing}<DC:Case><DC:PTIURN>99EX0000126</DC:PTIURN>${defendants}</DC:Case></DC:Session></DC:ResultedCaseMessage>`;
}

function delivered(payload: string, created = '2026-11-20T17:00:00Z'): string {
  const metadata = `<m:MessageMetadata xmlns:m="http://schemas.cjse.gov.uk/messages/metadata/2006-05"><m:CreationDateTime>${created}</m:CreationDateTime></m:MessageMetadata>`;
  return `<DeliverRequest xmlns="http://schemas.cjse.gov.uk/messages/deliver/2006-05">${metadata}<Message>${payload}</Message></DeliverRequest>`;
}

function routed(content: string): string {
  return `<RouteData xmlns="http://schemas.cjse.gov.uk/common/operations"><DataStream><DataStreamContent>${content}</DataStreamContent></DataStream></RouteData>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

async function mapped(text: string, context: { readonly now?: Date; readonly limits?: Limits } = {}): Promise<Mapped[]> {
  const items: Mapped[] = [];
  const input = inputOf(new TextEncoder().encode(text), 'application/xml');
  for await (const item of cjse.map(input, { now: NOW, limits: DEFAULT_LIMITS, ...context })) items.push(item);
  return items;
}

async function recordOf(text: string, place = 0): Promise<MappedRecord> {
  const item = (await mapped(text))[place];
  if (item?.kind !== 'record') throw new Error(`No record but ${item?.kind ?? 'no item'}`);
  return item.record;
}

async function refusedWith(text: string, limits: Limits = DEFAULT_LIMITS): Promise<readonly string[]> {
  const inspection = await cjse.inspect(inputOf(new TextEncoder().encode(text), 'application/xml'), { now: NOW, limits });
  return inspection.accepted ? [] : inspection.issues.map(({ code }) => code);
}
