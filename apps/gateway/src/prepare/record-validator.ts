import { jsonSchemaOf, MappedRecord, type Issue } from '@mash-gateway/contracts';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';

/** Says whether a mapped record keeps to the contract. A port: the sabotage suite replaces it to prove that skipping it is noticed. */
export interface RecordValidator {
  /** Issues with JSON Pointers and rules, never values; empty when the record is valid. */
  validate(record: MappedRecord): readonly Issue[];
}

/** More says nothing that the first ones do not. */
const MAX_ISSUES = 50;
/** The rule that all text of the contract keeps: no U+0000, no lone surrogate. */
const STORABLE = '\\u0000\\uD800-\\uDFFF';

/** Ajv compiled once from the contract classes; a property test in the contract package proves that the two agree. */
export function contractValidator(): RecordValidator {
  const schema = jsonSchemaOf(MappedRecord, 'mapped-record');
  const ajv = new Ajv2020({ allErrors: true, strict: true, keywords: ['x-locates', 'x-free-text'] });
  const valid = ajv.compile(schema);
  return { validate: (record) => (valid(record) ? [] : (valid.errors ?? []).slice(0, MAX_ISSUES).map(issueOf)) };
}

function issueOf({ keyword, instancePath, params }: ErrorObject): Issue {
  const { missingProperty, limit, pattern } = params as { missingProperty?: string; limit?: number; pattern?: string };
  const pointer = missingProperty === undefined ? instancePath : `${instancePath}/${missingProperty}`;
  return {
    code: pattern?.includes(STORABLE) === true ? 'text.unstorable' : 'contract.violation',
    severity: 'error',
    location: (pointer === '' ? '/' : pointer).slice(0, 500),
    rule: limit === undefined ? keyword : `${keyword} ${String(limit)}`,
  };
}
