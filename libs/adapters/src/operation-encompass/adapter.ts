import type { Issue } from '@mash-gateway/contracts';
import { defineAdapter, type AdapterInput, type Inspection, type MapContext, type Mapped } from '../kit/adapter.js';
import { fault, notice, Refusal } from '../kit/issues.js';
import { recordOf, type Identity } from './map/map-record.js';
import { notificationsOf, type Found } from './read/notifications.js';
import type { Group } from './read/tree.js';

/** Children of one notification: each record names the others of its family beside the adults, a hundred people at most. */
const MAX_CHILDREN = 50;

const IDENTITY: Identity = { adapter: 'operation-encompass', version: '1.0.0', standard: 'MASH Gateway Operation Encompass 1.0' };

/**
 * Operation Encompass notifications, police to school, in the project's own profile: XML (schema/operation-encompass-1.0.xsd) and JSON
 * (schema/operation-encompass-1.0.schema.json). One record for each child. One notification is taken whole; a batch each on its own.
 */
export const operationEncompass = defineAdapter({
  id: IDENTITY.adapter,
  version: IDENTITY.version,
  standard: IDENTITY.standard,
  mediaTypes: ['application/xml', 'text/xml', 'application/json', 'application/vnd.mash-gateway.operation-encompass+json'],
  // A batch in XML is streamed; one in JSON is read whole, and the promise is for both.
  capabilities: { streaming: false, syntaxes: ['xml', 'json'], manyRecords: true },
  inspect,
  map,
});

async function inspect(input: AdapterInput, context: MapContext): Promise<Inspection> {
  let positions = 0;
  let single = false;
  try {
    for await (const found of notificationsOf(input, context, 'direct')) {
      const refused = refusalOf(found);
      single = !found.isInBatch;
      positions += positionsOf(found);
      if (positions > context.limits.records)
        return { accepted: false, issues: [fault('limit.items', found.location, `More than ${context.limits.records} children`)] };
      if (refused && single) return { accepted: false, issues: [refused] };
    }
  } catch (error) {
    return { accepted: false, issues: [issueOf(error)] };
  }
  const issues = positions === 0 ? [notice('format.missing', '/', 'The batch holds no notification')] : [];
  return { accepted: true, positions, taken: single ? 'whole' : 'each', issues };
}

async function* map(input: AdapterInput, context: MapContext): AsyncGenerator<Mapped> {
  let position = 0;
  try {
    for await (const found of notificationsOf(input, context, 'fast-xml-parser')) {
      yield* mapFound(found, position, context.now);
      position += positionsOf(found);
    }
  } catch (error) {
    // Only a body that was not inspected, or that changed since, can be refused here.
    yield { kind: 'refused', position: position + 1, issues: [issueOf(error)] };
  }
}

function* mapFound(found: Found, before: number, now: Date): Generator<Mapped> {
  const refused = refusalOf(found);
  if (refused || found.notification === undefined) {
    yield { kind: 'refused', position: before + 1, issues: refused ? [refused] : [] };
    return;
  }
  const places = childrenIn(found.notification);
  for (const [index, { family, child }] of places.entries()) {
    const position = before + index + 1;
    const shared = issuesFor(found, family, child);
    const record = recordOf({ notification: found.notification, family, child, position }, shared, IDENTITY, now);
    yield { kind: 'record', position, record };
  }
}

/** What was wrong in reading, as far as it is about this child or about everybody: nobody is told of another child or family. */
function issuesFor({ notification, issues }: Found, family: Group, child: Group): readonly Issue[] {
  const others =
    notification === undefined
      ? []
      : childrenIn(notification).flatMap((place) => [place.child, ...(place.family === family ? [] : [place.family])]);
  const foreign = others.filter((group) => group !== child).map(({ location }) => `${location}/`);
  return issues.all().filter(({ location }) => !foreign.some((start) => `${location}/`.startsWith(start)));
}

function childrenIn(notification: Group): readonly { readonly family: Group; readonly child: Group }[] {
  return notification.groups('families').flatMap((family) => family.groups('children').map((child) => ({ family, child })));
}

/** Each child is a position; what cannot become a record is one too, so that nothing disappears unseen. */
function positionsOf(found: Found): number {
  return refusalOf(found) || found.notification === undefined ? 1 : childrenIn(found.notification).length;
}

function refusalOf({ notification, location }: Found): Issue | undefined {
  if (notification === undefined)
    return fault('format.unsupported', location || '/', 'A batch holds notifications of version 1 and nothing else');
  const profile = notification.value('profile');
  if (profile !== undefined && !/^1\.\d{1,3}$/u.test(profile.text))
    return fault('format.version', profile.location, 'Only version 1 of the profile is read');
  const children = childrenIn(notification).length;
  if (children > MAX_CHILDREN)
    return fault('limit.items', notification.place('families'), `More than ${MAX_CHILDREN} children in one notification`);
  return children === 0 ? fault('format.no-child', notification.place('families'), 'A notification names at least one child') : undefined;
}

function issueOf(error: unknown): Issue {
  if (error instanceof Refusal) return error.issue;
  throw error;
}
