import { expect, test } from '@jest/globals';
import { mapped, recordsOf } from './testing/mapped.js';

const SERVER = 'https://one.example/fhir';

function patient(id: string, versionId = '1'): object {
  return { resourceType: 'Patient', id, meta: { versionId }, name: [{ family: 'Polled' }], birthDate: '2016-01-01' };
}

function flag(id: string, versionId: string, child = 'kid'): object {
  return {
    resourceType: 'Flag',
    id,
    meta: { versionId },
    status: 'active',
    code: { text: 'Look' },
    subject: { reference: `Patient/${child}` },
  };
}

function found(resource: object, mode: 'match' | 'include'): object {
  const { resourceType, id } = resource as { readonly resourceType: string; readonly id: string };
  return { fullUrl: `${SERVER}/${resourceType}/${id}`, resource, search: { mode } };
}

async function sources(type: 'searchset' | 'history', ...entry: readonly object[]): Promise<object[]> {
  return recordsOf(await mapped({ resourceType: 'Bundle', type, entry })).map(({ source }) => source);
}

test('what a search found with the child brought along is a version of what was found, whatever else is on the page', async () => {
  const alone = await sources('searchset', found(flag('f1', '3'), 'match'), found(patient('kid'), 'include'));
  const beside = await sources(
    'searchset',
    found(patient('other'), 'match'),
    found(flag('f1', '3'), 'match'),
    found(patient('kid'), 'include'),
  );

  expect(alone).toMatchObject([{ sourceRecordId: 'Flag/f1', sourceVersion: '3', sequence: 3 }]);
  expect(beside).toMatchObject([{ sourceRecordId: 'Patient/other' }, { sourceRecordId: 'Flag/f1', sourceVersion: '3', sequence: 3 }]);
});

test('a Patient found with flags brought along says more than its own version', async () => {
  await expect(sources('searchset', found(patient('kid'), 'match'), found(flag('f1', '3'), 'include'))).resolves.toMatchObject([
    { sourceRecordId: 'Patient/kid#bundle' },
  ]);
});

test.each([
  ['the version in its URL', { request: { method: 'DELETE', url: 'Flag/f1/_history/4' } }],
  ['its etag', { request: { method: 'DELETE', url: 'Flag/f1' }, response: { etag: 'W/"4"' } }],
])('a deletion that a history tells is a version of what it deletes, by %s', async (_, deletion) => {
  await expect(sources('history', { resource: patient('kid') }, deletion)).resolves.toMatchObject([
    { sourceRecordId: 'Patient/kid' },
    { sourceRecordId: 'Flag/f1', sourceVersion: '4', sequence: 4, change: 'delete' },
  ]);
});

test('who was deleted is known by the Patient as it was', async () => {
  const [record, ...more] = recordsOf(
    await mapped({
      resourceType: 'Bundle',
      type: 'history',
      entry: [{ request: { method: 'DELETE', url: 'Patient/kid/_history/2' }, resource: patient('kid') }],
    }),
  );

  expect(more).toEqual([]);
  expect(record?.source).toMatchObject({ sourceRecordId: 'Patient/kid', sourceVersion: '2', change: 'delete' });
  expect(record?.child.names).toMatchObject([{ family: 'Polled' }]);
});
