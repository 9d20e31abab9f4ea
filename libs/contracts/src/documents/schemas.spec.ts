import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { CHILD_RECORD_DATASCHEMA } from '../delivery/cloud-event.js';
import { GUARD_KEYWORDS } from '../schema/json-schema.js';
import { schemaId, schemas } from './schemas.js';

test.each(Object.entries(schemas()))(
  '%s is JSON Schema 2020-12 under strict rules, and every description and example holds',
  (_, schema) => {
    const ajv = new Ajv2020({ strict: true, strictTypes: true, keywords: [...GUARD_KEYWORDS] });

    const compile = (): unknown => ajv.compile(schema);

    expect(compile).not.toThrow();
    for (const [field, fragment] of fieldsIn(schema)) {
      expect({ field, description: fragment['description'] }).not.toEqual({ field, description: '' });
      for (const example of examplesOf(fragment))
        expect({ field, valid: ajv.validate(withoutRef(fragment), example) }).toEqual({ field, valid: true });
    }
  },
);

test('ce_dataschema names the published schema of the child record', () => {
  expect(CHILD_RECORD_DATASCHEMA).toBe(schemaId('child-record'));
  expect(schemas()['child-record.schema.json']).toMatchObject({ $id: CHILD_RECORD_DATASCHEMA });
});

type Fragment = Readonly<Record<string, unknown>>;

function fieldsIn(schema: Fragment): [string, Fragment][] {
  const definitions = (schema['$defs'] ?? {}) as Record<string, Fragment>;
  return [schema, ...Object.values(definitions)].flatMap((type) =>
    Object.entries((type['properties'] ?? {}) as Record<string, Fragment>).flatMap(([name, field]): [string, Fragment][] =>
      field['items'] === undefined
        ? [[name, field]]
        : [
            [name, field],
            [`${name}[]`, { description: 'item', ...(field['items'] as Fragment) }],
          ],
    ),
  );
}

function examplesOf(fragment: Fragment): unknown[] {
  return (fragment['examples'] ?? []) as unknown[];
}

function withoutRef(fragment: Fragment): Fragment {
  return Object.fromEntries(Object.entries(fragment).filter(([key]) => key !== '$ref'));
}
