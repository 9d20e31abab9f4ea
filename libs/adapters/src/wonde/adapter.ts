import type { Issue } from '@mash-gateway/contracts';
import { defineAdapter, type AdapterInput, type Inspection, type MapContext, type Mapped } from '../kit/adapter.js';
import { refusal, Refusal } from '../kit/issues.js';
import { Repeats } from '../kit/repeats.js';
import { ADAPTER, mapObject } from './map/object.js';
import { kindOf, readItems } from './read/items.js';
import { fieldsOf, unwrapped } from './read/node.js';

/** Wonde API v1.0: pages, lists and single objects of students, with their includes, and of what happened to them. */
export const wonde = defineAdapter({
  ...ADAPTER,
  standard: 'Wonde API v1.0 (school data sync)',
  mediaTypes: ['application/json'],
  capabilities: { streaming: true, syntaxes: ['json'], manyRecords: true },
  inspect,
  map,
});

async function inspect(input: AdapterInput, { limits }: MapContext): Promise<Inspection> {
  try {
    let positions = 0;
    let known = 0;
    for await (const { value } of readItems(input, limits)) {
      positions += 1;
      if (kindOf(value) !== undefined) known += 1;
    }
    if (positions === 0) throw refusal('format.no-child', '/', 'No object in the body');
    if (known === 0) throw refusal('format.unexpected-root', '/', 'No object of Wonde that this adapter reads');
    return { accepted: true, positions, taken: 'each', issues: [] };
  } catch (error) {
    return { accepted: false, issues: [issueOf(error)] };
  }
}

async function* map(input: AdapterInput, { limits, now }: MapContext): AsyncGenerator<Mapped> {
  let position = 1;
  try {
    const repeated = await repeatedNumbers(input, limits);
    for await (const found of readItems(input, limits)) {
      position = found.position;
      yield* mapObject(found, now, repeated);
    }
  } catch (error) {
    // Only a body that was not inspected, or that changed since, can be refused here.
    yield { kind: 'refused', position, issues: [issueOf(error)] };
  }
}

/** Ids and UPNs of several students of one body say nothing of who any of them is. */
async function repeatedNumbers(input: AdapterInput, limits: MapContext['limits']): Promise<Repeats> {
  const repeated = new Repeats();
  for await (const { value } of readItems(input, limits)) {
    if (kindOf(value) !== 'student') continue;
    const fields = fieldsOf(value) ?? {};
    const education = fieldsOf(unwrapped(fields['education_details'])) ?? {};
    const extended = fieldsOf(unwrapped(fields['extended_details'])) ?? {};
    if (typeof fields['id'] === 'string') repeated.add(`id ${fields['id']}`);
    const upn = education['upn'] ?? extended['upn'] ?? fields['upn'];
    if (typeof upn === 'string') repeated.add(`upn ${upn.replace(/\s/gu, '').toUpperCase()}`);
  }
  return repeated;
}

function issueOf(error: unknown): Issue {
  if (error instanceof Refusal) return error.issue;
  throw error;
}
