import type { Issue } from '@mash-gateway/contracts';
import { defineAdapter, type AdapterInput, type Inspection, type MapContext, type Mapped } from '../kit/adapter.js';
import { refusal, Refusal } from '../kit/issues.js';
import { Repeats } from '../kit/repeats.js';
import { ADAPTER, mapObject } from './map/object.js';
import { idOf, upnHolder } from './map/source.js';
import { kindOf, readItems } from './read/items.js';
import { fieldsOf, Node } from './read/node.js';

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
    const repeated = await repeatedNumbers(input, { limits, now });
    for await (const found of readItems(input, limits)) {
      position = found.position;
      yield* mapObject(found, now, repeated);
    }
  } catch (error) {
    // Only a body that was not inspected, or that changed since, can be refused here.
    yield { kind: 'refused', position, issues: [issueOf(error)] };
  }
}

/** Ids of several objects of one kind, and UPNs of several students, say nothing of which is meant. */
async function repeatedNumbers(input: AdapterInput, { limits, now }: MapContext): Promise<Repeats> {
  const repeated = new Repeats();
  for await (const { value } of readItems(input, limits)) {
    const kind = kindOf(value);
    if (kind === undefined || kind === 'adult' || kind === 'deletion') continue;
    const node = new Node(fieldsOf(value), '', { report: () => undefined, now, withheld: new Set() });
    const id = idOf(node);
    if (id !== undefined) repeated.add(`${kind} ${id}`);
    const upn = kind === 'student' ? upnHolder(node)?.raw('upn') : undefined;
    if (upn !== undefined) repeated.add(`upn ${upn.replace(/\s/gu, '').toUpperCase()}`);
  }
  return repeated;
}

function issueOf(error: unknown): Issue {
  if (error instanceof Refusal) return error.issue;
  throw error;
}
