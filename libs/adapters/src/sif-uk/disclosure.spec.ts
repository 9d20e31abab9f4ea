import { expect, test } from '@jest/globals';
import type { MappedRecord } from '@mash-gateway/contracts';
import { mapAll } from '../conformance/outcome.js';
import { inputOf } from '../kit/bytes.js';
import { sifUk } from './index.js';

const LEARNER = 'A11CE000000000000000000000000001';
const OTHER = 'A11CE000000000000000000000000002';

async function learnersIn(flags: string, isContactFirst: boolean): Promise<readonly MappedRecord[]> {
  const learner = (refId: string): string =>
    `<LearnerPersonal RefId="${refId}"><PersonalInformation><Name Type="C"><FamilyName>Sample</FamilyName></Name>` +
    '<Address Type="Current"><Street>Example Street</Street></Address></PersonalInformation></LearnerPersonal>';
  const contact = `<LearnerContact LearnerPersonalRefId="${LEARNER.toLowerCase()}"><ContactFlags>${flags}</ContactFlags></LearnerContact>`;
  const learners = learner(LEARNER) + learner(OTHER);
  const body = `<SIF_ObjectData>${isContactFirst ? contact + learners : learners + contact}</SIF_ObjectData>`;
  const items = await mapAll(sifUk, inputOf(Buffer.from(body), 'application/xml'), new Date('2026-11-24T12:00:00Z'));
  const records = items.flatMap((item) => (item.kind === 'record' ? [item.record] : []));
  return records.filter(({ child }) => child.names !== undefined && child.addresses?.[0]?.street !== undefined);
}

const hiddenIn = (records: readonly MappedRecord[]): unknown[] => records.map(({ child }) => child.addresses?.[0]?.confidential);

test.each([true, false])('a learner who lives with a hidden contact is hidden in the own record too (contact first: %s)', async (first) => {
  const records = await learnersIn('<LivesWith>Yes</LivesWith><AddressDisclosure>Yes</AddressDisclosure>', first);

  expect(hiddenIn(records)).toEqual([true, undefined]);
  expect(records[0]?.quality?.issues?.map(({ code }) => code)).toContain('source.withheld');
});

test('a hidden contact who lives elsewhere, or one at home who is not hidden, hides nobody', async () => {
  expect(hiddenIn(await learnersIn('<LivesWith>No</LivesWith><AddressDisclosure>Yes</AddressDisclosure>', true))).toEqual([
    undefined,
    undefined,
  ]);
  expect(hiddenIn(await learnersIn('<LivesWith>Yes</LivesWith>', true))).toEqual([undefined, undefined]);
});

test('a learner of an incident who is not referred to is told of, and what is wrong with one learner is told to nobody else', async () => {
  const learners = `<Learner LearnerPersonalRefId="${LEARNER}"/><Learner LearnerPersonalRefId="${OTHER}"/><Learner/>`;
  const body = `<LearnerBehaviourIncident RefId="A11CE0000000000000000000000000FF"><Participants><Learners>${learners}</Learners></Participants></LearnerBehaviourIncident>`;
  const items = await mapAll(sifUk, inputOf(Buffer.from(body), 'application/xml'), new Date('2026-11-24T12:00:00Z'));
  const places = items.map((item) =>
    item.kind === 'record'
      ? (item.record.quality?.issues ?? []).map(({ location }) => /Learners(?:\/Learner\[\d\])?/u.exec(location)?.[0])
      : [],
  );

  expect(places.map((listed) => listed.filter((place) => place !== undefined))).toEqual([
    ['Learners/Learner[1]', 'Learners'],
    ['Learners/Learner[2]', 'Learners'],
  ]);
});
