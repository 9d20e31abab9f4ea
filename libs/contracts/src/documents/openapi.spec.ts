import { describe, expect, test } from '@jest/globals';
import { validate } from '@readme/openapi-parser';
import { openApiDocument } from './openapi.js';
import { problemStatuses } from './openapi-parts.js';

const document = openApiDocument() as {
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>>; readonly responses: Readonly<Record<string, unknown>> };
};
interface PathItem {
  readonly parameters?: readonly { readonly $ref: string }[];
  readonly get?: Operation;
  readonly post?: Operation;
}
interface Operation {
  readonly operationId?: string;
  readonly responses?: Readonly<Record<string, unknown>>;
  readonly parameters?: readonly { readonly $ref: string }[];
}
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Readonly<Record<string, unknown>>;
}
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  (['get', 'post'] as const).flatMap((method) => {
    const operation = item[method];
    return operation === undefined ? [] : [{ path, method, operation }];
  }),
);

test('is valid OpenAPI 3.1', async () => {
  const result = await validate(structuredClone(document) as never, { validate: { errors: { colorize: false } } });

  expect(result).toMatchObject({ valid: true, warnings: [] });
});

test('holds the public surface that others script against', () => {
  expect(operations.map(({ path, method }) => `${method} ${path}`)).toEqual(
    expect.arrayContaining([
      'post /v1/feeds/{feedId}/submissions',
      'get /v1/submissions/{submissionId}',
      'get /v1/records/{recordId}/status',
      'post /fhir/{feedId}',
      'post /fhir/{feedId}/$process-message',
      'get /fhir/{feedId}/metadata',
      'get /openapi.json',
      'get /asyncapi.json',
      'get /schemas/{schemaFile}',
      'get /health/live',
      'get /health/ready',
      'get /metrics',
    ]),
  );
});

test('every status of the problem catalogue is documented by a response, and some operation gives it', () => {
  const documented = Object.keys(document.components.responses).map((name) => Number(name.replace('Problem', '')));
  const given = new Set(operations.flatMap(({ operation }) => Object.keys(operation.responses ?? {}).map(Number)));

  expect(documented).toEqual(problemStatuses());
  expect(problemStatuses().filter((status) => !given.has(status))).toEqual([]);
});

test('an operation id is used once', () => {
  const ids = operations.map(({ operation }) => operation.operationId);

  expect(new Set(ids).size).toBe(ids.length);
});

describe('parameters', () => {
  test.each(Object.values(document.components.parameters))('$name is bounded', ({ schema }) => {
    const bounded = 'enum' in schema || 'maxLength' in schema || 'maximum' in schema;

    expect(bounded).toBe(true);
  });

  test.each(Object.keys(document.paths))('%s declares each parameter of its template', (path) => {
    const inTemplate = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = (document.paths[path]?.parameters ?? []).map(({ $ref }) => $ref.replace('#/components/parameters/', ''));

    expect(declared).toEqual(inTemplate);
  });
});
