import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { ctf } from '../../ctf/index.js';
import type { Adapter, AdapterInput, Inspection } from '../../kit/adapter.js';
import { fault } from '../../kit/issues.js';
import { fuzz, type FuzzReport } from './fuzz.js';

const options = {
  fixturesDir: fileURLToPath(new URL('../../ctf/fixtures', import.meta.url)),
  mediaTypes: { xml: 'application/xml' },
  seed: 7,
  runs: 60,
};

async function textOf(input: AdapterInput): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input.open()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function faultsOf(wrong: Partial<Adapter>): Promise<readonly string[]> {
  const { findings } = await fuzz({ ...ctf, ...wrong }, options);
  return findings.map(({ what }) => what);
}

test('the same seed makes the same inputs, another seed makes others', async () => {
  const bytes: string[] = [];
  const seen = (seed: number): Promise<FuzzReport> =>
    fuzz(
      { ...ctf, inspect: async (input, context) => (bytes.push(await textOf(input)), ctf.inspect(input, context)) },
      { ...options, seed, runs: 10 },
    );
  await seen(1);
  await seen(1);
  await seen(2);

  expect(bytes.slice(10, 20)).toEqual(bytes.slice(0, 10));
  expect(bytes.slice(20)).not.toEqual(bytes.slice(0, 10));
});

test('an adapter that throws is found, with the input that made it', async () => {
  const { findings } = await fuzz(
    {
      ...ctf,
      inspect: async (input, context) => {
        if ((await textOf(input)).includes('Qzxv7canary')) throw new TypeError('no such part');
        return ctf.inspect(input, context);
      },
    },
    options,
  );

  expect(findings.length).toBeGreaterThan(0);
  expect(findings.every(({ what }) => what.startsWith('threw TypeError'))).toBe(true);
  expect(findings.every(({ bytes }) => Buffer.from(bytes).includes('Qzxv7canary'))).toBe(true);
});

test('an adapter that repeats what it was sent is found', async () => {
  const inspect = async (input: AdapterInput): Promise<Inspection> => {
    const found = /Qzxv7canary/u.exec(await textOf(input))?.[0] ?? 'nothing';
    return { accepted: false, issues: [fault('format.value', `/CTfile/${found}`)] };
  };

  expect(await faultsOf({ inspect })).toContain('an issue repeats a value');
});

test('an adapter that miscounts, or drops a position without a word, is found', async () => {
  const inspect: Adapter['inspect'] = async (input, context) => {
    const inspection = await ctf.inspect(input, context);
    return inspection.accepted ? { ...inspection, positions: inspection.positions + 1 } : { accepted: false, issues: [] };
  };
  const faults = await faultsOf({ inspect });

  expect(faults).toContain('positions were miscounted');
  expect(faults).toContain('refused without an error');
});

test('an adapter that is slow is found', async () => {
  const { findings } = await fuzz(ctf, { ...options, runs: 3, budgetMs: 0 });

  expect(findings.map(({ what }) => what.replace(/\d+/u, 'n'))).toEqual(['took n ms', 'took n ms', 'took n ms']);
});
