import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { schemaId, schemas, type SchemaName } from '../documents/schemas.js';
import { fieldsOf, type ContractClass } from '../field/field.js';
import { leafNames, nameOf } from '../field/paths.js';
import { nestedType } from '../field/reachable.js';
import { validateContract } from '../instance.js';
import { Problem } from '../intake/problems.js';
import { Receipt, RecordStatus } from '../intake/receipt.js';
import { ChildRecord } from '../record/child-record.js';
import { GUARD_KEYWORDS } from '../schema/json-schema.js';
import { examples } from './examples.js';

const all = examples();
const ajv = new Ajv2020({ strict: true, keywords: [...GUARD_KEYWORDS], schemas: Object.values(schemas()) });

test.each(all)('$file satisfies its contract under both validators', ({ file, type, value }) => {
  const schema = ajv.getSchema(schemaId(String(file.split('.')[0]) as SchemaName));

  expect(validateContract(type, value)).toEqual([]);
  expect({ valid: schema?.(value), errors: schema?.errors }).toEqual({ valid: true, errors: null });
});

test('every field of the contract is filled by an example', () => {
  const filled = new Set(all.flatMap(({ type, value }) => namesFilled(type, value)));
  const missing = [...leafNames([ChildRecord, Receipt, RecordStatus, Problem])].filter((name) => !filled.has(name));

  expect(missing).toEqual([]);
});

function namesFilled(type: ContractClass, value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const object = value as Readonly<Record<string, unknown>>;
  return fieldsOf(type).flatMap((spec) => {
    const member = object[spec.name];
    if (member === undefined) return [];
    const nested = nestedType(spec).flatMap((inner) =>
      (Array.isArray(member) ? member : [member]).flatMap((item) => namesFilled(inner, item)),
    );
    return [nameOf(type, spec), ...nested];
  });
}
