import { expect, test } from '@jest/globals';
import { mapped, recordsOf } from './testing/mapped.js';

/** A child with the id 1 on a server, and a flag about Patient 1 as that server would send it. */
function child(server: string, family: string): object {
  return {
    fullUrl: `${server}/Patient/1`,
    resource: { resourceType: 'Patient', id: '1', name: [{ family }], birthDate: '2016-01-01' },
  };
}

function flag(server: string, reference: string): object {
  const resource = { resourceType: 'Flag', id: 'f', status: 'active', code: { text: 'Look' }, subject: { reference } };
  return { fullUrl: `${server}/Flag/f`, resource };
}

async function flagged(...entry: readonly object[]): Promise<(string | undefined)[]> {
  const records = recordsOf(await mapped({ resourceType: 'Bundle', type: 'collection', entry }));
  return records
    .filter(({ information }) => information?.some(({ kind }) => kind === 'flag'))
    .map(({ child: { names } }) => names?.[0]?.family);
}

const [ONE, TWO] = ['https://one.example/fhir', 'https://two.example/fhir'];

test('a relative reference is one of the server its entry came from', async () => {
  await expect(flagged(child(ONE, 'First'), child(TWO, 'Second'), flag(TWO, 'Patient/1'))).resolves.toEqual(['Second']);
  await expect(flagged(child(ONE, 'First'), child(TWO, 'Second'), flag(ONE, 'Patient/1'))).resolves.toEqual(['First']);
});

test('a url of another server is not the child who has the same id here', async () => {
  await expect(flagged(child(ONE, 'First'), flag(ONE, `${TWO}/Patient/1`))).resolves.toEqual([undefined]);
  await expect(flagged(child(ONE, 'First'), flag(TWO, 'Patient/1'))).resolves.toEqual([undefined]);
});

test('two who are only named by the urls of two servers are two', async () => {
  await expect(flagged(flag(ONE, `${ONE}/Patient/1`), flag(TWO, `${TWO}/Patient/1`))).resolves.toHaveLength(2);
});

test('a Patient without a url is found by its id from anywhere', async () => {
  const bare = { resource: { resourceType: 'Patient', id: '1', name: [{ family: 'Bare' }], birthDate: '2016-01-01' } };

  await expect(flagged(bare, flag(TWO, `${TWO}/Patient/1`))).resolves.toEqual(['Bare']);
});

test('an NHS number is the same child on every server', async () => {
  const pds = {
    fullUrl: 'https://sandbox.example/Patient/9990001006',
    resource: { resourceType: 'Patient', id: '9990001006', name: [{ family: 'Numbered' }], birthDate: '2016-01-01' },
  };

  await expect(flagged(pds, flag(TWO, 'https://live.example/Patient/9990001006'))).resolves.toEqual(['Numbered']);
});
