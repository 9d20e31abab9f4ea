import { expect, test } from '@jest/globals';
import { Parser } from '@asyncapi/parser';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { childRecordHeaders } from '../delivery/cloud-event.js';
import { GUARD_KEYWORDS } from '../schema/json-schema.js';
import { aChildRecord } from '../testing/builders.js';
import { asyncApiDocument } from './asyncapi.js';

/** Errors and warnings of the parser; what it merely informs about or hints at may stay. */
const serious: readonly number[] = [0, 1];

test('is valid AsyncAPI 3.0, its Kafka bindings included', async () => {
  const { document, diagnostics } = await new Parser().parse(JSON.stringify(asyncApiDocument()));

  expect(diagnostics.filter(({ severity }) => serious.includes(severity)).map(({ code, path }) => ({ code, path }))).toEqual([]);
  expect(
    document
      ?.channels()
      .all()
      .map((channel) => channel.address()),
  ).toEqual([
    'mash.{recipient}.child-record.v1',
    'mash.{recipient}.deadline.v1',
    'mash.{recipient}.child-identity.v1',
    'mash.{recipient}.decision.v1',
    'mash.inbound.{feed}',
    'mash.gateway.dead-letter.v1',
    'mash.gateway.audit-root.v1',
  ]);
});

test('the payload and headers of a published child record satisfy the document', () => {
  const ajv = new Ajv2020({ strict: false, keywords: [...GUARD_KEYWORDS] });
  formats.default(ajv);
  ajv.addSchema({ components: asyncApiDocument()['components'] }, 'urn:test:asyncapi');
  const payload = ajv.compile({ $ref: 'urn:test:asyncapi#/components/schemas/ChildRecord' });
  const headers = ajv.compile({ $ref: 'urn:test:asyncapi#/components/messages/childRecord/headers' });
  const sent = childRecordHeaders({ id: 'e-8f14e45fceea167a', feedId: 'health-demo', childId: 'c-0193a5b2c7d87000', time: new Date(0) });

  expect(payload(aChildRecord())).toBe(true);
  expect(headers(sent)).toBe(true);
  expect(headers({ ...sent, ce_type: 'other' })).toBe(false);
});
