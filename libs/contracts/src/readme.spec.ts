import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { MappedRecord, SCHEMA_VERSION } from './record/child-record.js';
import { contractCheck } from './schema/record-check.js';

test('the example at the head of the README runs and prints what its comments say', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const code = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const promised = [...code.matchAll(/\); \/\/ (.*)$/gm)].map(([, value]) => runInNewContext(`(${String(value)})`) as unknown);
  const printed: unknown[] = [];

  runInNewContext(code.replace(/^import .*$/m, ''), {
    contractCheck,
    MappedRecord,
    SCHEMA_VERSION,
    console: { log: (value: unknown) => printed.push(value) },
  });

  expect(promised).toHaveLength(2);
  expect(JSON.parse(JSON.stringify(printed))).toEqual(JSON.parse(JSON.stringify(promised)));
});
