import type { Issue } from '@mash-gateway/contracts';
import { defineAdapter, type AdapterInput, type Inspection, type MapContext, type Mapped } from '../kit/adapter.js';
import { fault, notice, Refusal } from '../kit/issues.js';
import { packagesOf, type Package } from './read/documents.js';
import { dropped, recordsOf, type Identity } from './map/map-record.js';
import { childrenOf, matterOf, type Matter } from './map/matter.js';

const IDENTITY: Identity = { adapter: 'niem', version: '1.0.0' };

/** Children of one package; each record names all of them, so more would cost their square. */
const MAX_CHILDREN = 100;

/**
 * Police and children's-services exchanges built on NIEM 2.0 to 6.0: LEXS 3.1 PublishMessage with its N-DEx payload, NIBRS
 * submissions, and documents of their own. One record for each child of a data item, report or document; people who are
 * no children are told in the records of the children, and dropped and counted where there is no child.
 */
export const niem = defineAdapter({
  id: IDENTITY.adapter,
  version: IDENTITY.version,
  standard: 'NIEM 2.0 to 6.0: LEXS 3.1, N-DEx, NIBRS and exchanges with human services',
  mediaTypes: ['application/xml', 'text/xml'],
  capabilities: { streaming: true, syntaxes: ['xml'], manyRecords: true },
  inspect,
  map,
});

async function inspect(input: AdapterInput, context: MapContext): Promise<Inspection> {
  let positions = 0;
  let packages = 0;
  try {
    for await (const found of packagesOf(input, context.limits)) {
      packages += 1;
      positions += positionsOf(found, matterOf(found, context.now));
      if (positions > context.limits.records)
        return { accepted: false, issues: [fault('limit.items', '/', `More than ${context.limits.records} children`)] };
    }
  } catch (error) {
    return { accepted: false, issues: [issueOf(error)] };
  }
  if (packages === 0) return { accepted: false, issues: [fault('format.missing', '/', 'The message holds no data item and no report')] };
  return { accepted: true, positions, taken: 'each', issues: [] };
}

async function* map(input: AdapterInput, context: MapContext): AsyncGenerator<Mapped> {
  let position = 0;
  try {
    for await (const found of packagesOf(input, context.limits)) {
      const matter = matterOf(found, context.now);
      yield* mapPackage(found, matter, position);
      position += positionsOf(found, matter);
    }
  } catch (error) {
    // Only a body that was not inspected, or that changed since, can be refused here.
    yield { kind: 'refused', position: position + 1, issues: [issueOf(error)] };
  }
}

function* mapPackage(found: Package, matter: Matter, before: number): Generator<Mapped> {
  const refused = refusalOf(matter);
  if (refused) {
    yield { kind: 'refused', position: before + 1, issues: [refused, ...matter.issues.all()] };
    return;
  }
  if (childrenOf(matter).length === 0) {
    yield { kind: 'nothing', position: before + 1, issues: [...matter.issues.all(), ...peopleIssues(matter), nobody(matter)] };
    return;
  }
  const records = recordsOf(found, matter, before + 1, IDENTITY);
  for (const record of records) yield { kind: 'record', position: record.source.position, record };
}

/** Each child is a position; a package without one is a position too, so that nothing disappears unseen. */
function positionsOf(_: Package, matter: Matter): number {
  return refusalOf(matter) ? 1 : Math.max(1, childrenOf(matter).length);
}

function refusalOf(matter: Matter): Issue | undefined {
  const { header, root, participants } = matter;
  if (childrenOf(matter).length > MAX_CHILDREN) return fault('limit.items', root.path, `More than ${MAX_CHILDREN} children in one item`);
  const { change } = header.source;
  if (header.itemId === undefined && (change === 'delete' || change === 'update'))
    return fault('format.missing', root.path, 'A change or deletion names the item it is about');
  if (change === 'delete' && participants.length === 0)
    return fault(
      'format.no-child',
      root.path,
      'A deletion that names nobody: which records it withdraws cannot be told; send it with its people',
    );
  return undefined;
}

function peopleIssues({ participants }: Matter): readonly Issue[] {
  return participants.flatMap(({ facts }) => facts.person.issues.all()).slice(0, 400);
}

function nobody(matter: Matter): Issue {
  const { adults, unknown } = dropped(matter);
  return notice('format.no-child', matter.root.path, `No child: ${adults} adults and ${unknown} people of unknown age are left out`);
}

function issueOf(error: unknown): Issue {
  if (error instanceof Refusal) return error.issue;
  throw error;
}
