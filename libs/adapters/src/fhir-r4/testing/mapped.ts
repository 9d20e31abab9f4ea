import { readFileSync } from 'node:fs';
import type { Information, MappedRecord } from '@mash-gateway/contracts';
import { DEFAULT_LIMITS, type Mapped } from '../../kit/adapter.js';
import { inputOf } from '../../kit/bytes.js';
import { fhirR4 } from '../adapter.js';

const context = { now: new Date('2026-11-24T12:00:00Z'), limits: DEFAULT_LIMITS };

/** What the adapter makes of a FHIR resource in JSON. */
export async function mapped(resource: object): Promise<Mapped[]> {
  const items: Mapped[] = [];
  const input = inputOf(new TextEncoder().encode(JSON.stringify(resource)), 'application/fhir+json');
  for await (const item of fhirR4.map(input, context)) items.push(item);
  return items;
}

/** The input of a fixture. */
export function fixture(name: string): object {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}/input.json`, import.meta.url), 'utf8')) as object;
}

/** The records among what was mapped. */
export function recordsOf(items: readonly Mapped[]): MappedRecord[] {
  return items.flatMap((item) => (item.kind === 'record' ? [item.record] : []));
}

/** The entries of the only record of a resource. */
export async function entriesOf(resource: object): Promise<readonly Information[]> {
  const [record] = recordsOf(await mapped(resource));
  return record?.information ?? [];
}
