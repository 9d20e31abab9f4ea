import { expect, test } from '@jest/globals';
import { DEFAULT_LIMITS } from '../kit/adapter.js';
import { inputOf } from '../kit/bytes.js';
import { fhirR4 } from './adapter.js';

const context = { now: new Date('2026-11-24T12:00:00Z'), limits: DEFAULT_LIMITS };
/** Past the size up to which a Bundle is read whole. */
const PADDING = 'x'.repeat(2 * 1024 * 1024 - 100);

const child = (family: string): object => ({
  resourceType: 'Patient',
  id: 'p1',
  name: [{ family, given: ['Rowan'] }],
  birthDate: '2016-05-04',
});
const flag = {
  resourceType: 'Flag',
  id: 'f1',
  status: 'active',
  code: { coding: [{ system: 'http://snomed.info/sct', code: '836881000000105' }] },
  subject: { reference: 'Patient/p1' },
};

async function inspected(type: string, entry: readonly object[], sized: 'whole' | 'streamed') {
  const padding =
    sized === 'streamed'
      ? [0, 1, 2].map((n) => ({ resource: { resourceType: 'Binary', id: `b${n}`, data: PADDING.slice(0, 600_000) } }))
      : [];
  const body = JSON.stringify({ resourceType: 'Bundle', type, entry: [...entry, ...padding] });
  return fhirR4.inspect(inputOf(new TextEncoder().encode(body), 'application/fhir+json'), context);
}

test.each(['whole', 'streamed'] as const)(
  'two children under one id are refused, read %s: a flag about that id could mean either',
  async (sized) => {
    for (const type of ['collection', 'searchset', 'transaction']) {
      const { accepted, issues } = await inspected(
        type,
        [{ resource: child('Sample') }, { resource: child('Beispiel') }, { resource: flag }],
        sized,
      );

      expect(accepted).toBe(false);
      expect(issues.map(({ code, location }) => [code, location])).toEqual([['format.ambiguous-child', 'Bundle.entry[1].resource']]);
    }
  },
);

test.each(['whole', 'streamed'] as const)(
  'the same child twice, two servers and versions of a history are no two children, read %s',
  async (sized) => {
    const at = (server: string, resource: object): object => ({ fullUrl: `https://${server}.example/fhir/Patient/p1`, resource });
    const accepted = [
      await inspected('collection', [{ resource: child('Sample') }, { resource: child('Sample') }], sized),
      await inspected('collection', [at('one', child('Sample')), at('two', child('Beispiel'))], sized),
      await inspected('history', [{ resource: child('Sample') }, { resource: child('Beispiel') }], sized),
    ];

    expect(accepted.map((one) => one.accepted)).toEqual([true, true, true]);
  },
);
