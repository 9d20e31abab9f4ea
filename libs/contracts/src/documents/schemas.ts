import { DeadLetter } from '../delivery/dead-letter.js';
import { RecordWithdrawn } from '../delivery/events.js';
import type { ContractClass } from '../field/field.js';
import { Problem } from '../intake/problems.js';
import { Receipt, RecordStatus } from '../intake/receipt.js';
import { ChildRecord, MappedRecord, SCHEMA_VERSION } from '../record/child-record.js';
import { jsonSchemaOf, type JsonSchema } from '../schema/json-schema.js';

/** The contract classes that are published as JSON Schemas, by the name in their id and file. */
const PUBLISHED = {
  'child-record': ChildRecord,
  'mapped-record': MappedRecord,
  'record-withdrawn': RecordWithdrawn,
  'dead-letter': DeadLetter,
  receipt: Receipt,
  'record-status': RecordStatus,
  problem: Problem,
} as const satisfies Readonly<Record<string, ContractClass>>;

/** Name of a published schema. */
export type SchemaName = keyof typeof PUBLISHED;

/** File name of a published schema, under `generated/` and under the gateway's `/schemas/`. */
export function schemaFile(name: SchemaName): string {
  return `${name}.schema.json`;
}

/** Stable `$id` of a published schema: what `ce_dataschema` names. */
export function schemaId(name: SchemaName): string {
  return `urn:mash-gateway:schema:${name}:${SCHEMA_VERSION}`;
}

/** The published contract classes, by file name of their schema. */
export function publishedClasses(): Readonly<Record<string, ContractClass>> {
  return Object.fromEntries((Object.keys(PUBLISHED) as SchemaName[]).map((name) => [schemaFile(name), PUBLISHED[name]]));
}

/** All published JSON Schemas (2020-12), by file name. Made from the classes, so the same from source and from `dist`. */
export function schemas(): Readonly<Record<string, JsonSchema>> {
  const names = Object.keys(PUBLISHED) as SchemaName[];
  return Object.fromEntries(names.map((name) => [schemaFile(name), jsonSchemaOf(PUBLISHED[name], schemaId(name))]));
}
