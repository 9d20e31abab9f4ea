import { DEFAULT_LIMITS, defineAdapter } from '@mash-gateway/adapters';
import { MappedRecord, validateContract } from '@mash-gateway/contracts';
import { aMappedRecord } from '@mash-gateway/contracts/testing';
import { loadConfig } from '../../../apps/gateway/src/config/load-config.js';
import { prepare } from '../../../apps/gateway/src/prepare/prepare.js';
import { contractValidator } from '../../../apps/gateway/src/prepare/record-validator.js';
import { sharingRules } from '../../../apps/gateway/src/sharing/agreements.js';
import { SABOTEURS } from '../saboteurs.js';
import type { Proof } from './proof.js';

/** An adapter with a fault: its second record says something that the contract does not know. */
const faulty = defineAdapter({
  id: 'faulty',
  version: '1.0.0',
  standard: 'none',
  mediaTypes: ['application/json'],
  capabilities: { streaming: false, syntaxes: ['json'], manyRecords: true },
  inspect: () => Promise.resolve({ accepted: true, positions: 2, taken: 'each', issues: [] }),
  async *map() {
    yield await Promise.resolve({ kind: 'record', position: 1, record: aMappedRecord() } as const);
    const record = { ...aMappedRecord(), shoeSize: '4' };
    yield { kind: 'record', position: 2, record } as const;
  },
});

export const onlyTheContractLeaves: Proof = {
  guarantee: 'a record that breaks the contract is refused, whatever its adapter made of it',
  saboteur: 'skip validation',
  async run({ dataDir }, saboteur) {
    const { feeds, agreements } = loadConfig({ DATA_DIR: dataDir }, new Date());
    const [feed] = feeds;
    if (feed === undefined) throw new Error('The demonstration has no feed');
    const validator = (saboteur === undefined ? undefined : SABOTEURS[saboteur]().recordValidator) ?? contractValidator();
    const context = { now: new Date(), limits: DEFAULT_LIMITS };
    const input = { mediaType: 'application/json', open: () => none() };
    const broken = [];
    for await (const { outcome } of prepare(input, {
      adapter: faulty,
      feed,
      validator,
      rules: sharingRules(feeds, agreements),
      clock: { now: () => context.now },
      context,
    })) {
      if (outcome.kind === 'statement') broken.push(...validateContract(MappedRecord, outcome.record));
    }
    return broken.map(({ location }) => `a statement breaks the contract at ${location}`);
  },
};

async function* none(): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(new Uint8Array());
}
