import type { Issue } from '@mash-gateway/contracts';
import { defineAdapter, type AdapterInput, type Inspection, type MapContext, type Mapped } from '../kit/adapter.js';
import { fault, notice, Refusal, warning } from '../kit/issues.js';
import type { XmlElement } from '../kit/xml-tree.js';
import { recordOf, type Identity } from './map-record.js';
import { ANY_VERSION } from './namespace.js';
import { isNotice, noticesOf, statedCount, type Found } from './parse-notices.js';
import { childElements, readNotice } from './read-notice.js';

/** Children of one notice, as the schema allows; each record names all of them, so more would cost their square. */
const MAX_CHILDREN = 100;

const IDENTITY: Identity = { adapter: 'police-notice', version: '1.0.0', standard: 'MASH Gateway police notice 1.0' };

/**
 * Police public-protection notices in the project's own profile (schema/police-notice-1.0.xsd). One record for each child.
 * A single notice is taken whole; a batch notice by notice.
 */
export const policeNotice = defineAdapter({
  id: IDENTITY.adapter,
  version: IDENTITY.version,
  standard: IDENTITY.standard,
  mediaTypes: ['application/xml', 'text/xml', 'application/vnd.mash-gateway.police-notice+xml'],
  capabilities: { streaming: true, syntaxes: ['xml'], manyRecords: true },
  inspect,
  map,
});

async function inspect(input: AdapterInput, context: MapContext): Promise<Inspection> {
  let positions = 0;
  let notices = 0;
  let batch: XmlElement | undefined;
  try {
    for await (const found of noticesOf(input, context, 'direct')) {
      batch = found.batch;
      notices += 1;
      positions += positionsOf(found);
      if (positions > context.limits.records)
        return { accepted: false, issues: [fault('limit.items', found.path, `More than ${context.limits.records} children`)] };
      const issue = found.batch ? undefined : refusalOf(found);
      if (issue) return { accepted: false, issues: [issue] };
    }
  } catch (error) {
    return { accepted: false, issues: [issueOf(error)] };
  }
  const single = batch === undefined && notices > 0;
  return { accepted: true, positions, taken: single ? 'whole' : 'each', issues: single ? [] : batchIssues(batch, notices) };
}

async function* map(input: AdapterInput, context: MapContext): AsyncGenerator<Mapped> {
  let position = 0;
  try {
    for await (const found of noticesOf(input, context, 'fast-xml-parser')) {
      yield* mapFound(found, position, context);
      position += positionsOf(found);
    }
  } catch (error) {
    // Only a body that was not inspected, or that changed since, can be refused here.
    yield { kind: 'refused', position: position + 1, issues: [issueOf(error)] };
  }
}

function* mapFound(found: Found, before: number, context: MapContext): Generator<Mapped> {
  const issue = refusalOf(found);
  if (issue) {
    yield { kind: 'refused', position: before + 1, issues: [issue] };
    return;
  }
  const read = readNotice(found.element, found.path, context.now);
  for (const [index, child] of read.children.entries()) {
    const position = before + index + 1;
    yield { kind: 'record', position, record: recordOf(read, child, position, IDENTITY, context.now) };
  }
}

/** Each child is a position; what cannot become a record is one too, so that nothing disappears unseen. */
function positionsOf(found: Found): number {
  return refusalOf(found) ? 1 : childElements(found.element).length;
}

function refusalOf(found: Found): Issue | undefined {
  const { element, path } = found;
  if (isNotice(element)) {
    const children = childElements(element).length;
    if (children > MAX_CHILDREN) return fault('limit.items', `${path}/Children`, `More than ${MAX_CHILDREN} children in one notice`);
    return children === 0 ? noChild(found) : undefined;
  }
  if (element.name === 'Notice' && ANY_VERSION.test(element.uri))
    return fault('format.version', path, 'Only version 1 of the profile is read');
  return fault('format.unsupported', path, 'A batch holds notices and nothing else');
}

function noChild(found: Found): Issue {
  return fault('format.no-child', `${found.path}/Children`, 'A notice names at least one child');
}

/** A batch cut between two notices is still well-formed; only its own count can tell. */
function batchIssues(batch: XmlElement | undefined, notices: number): Issue[] {
  if (batch === undefined) return [notice('format.missing', '/Notices', 'The batch holds no notice')];
  const stated = statedCount(batch);
  if (stated === undefined || stated === notices) return [];
  return [warning('format.count-mismatch', '/Notices/@count', `${notices} received; the batch says another number`)];
}

function issueOf(error: unknown): Issue {
  if (error instanceof Refusal) return error.issue;
  throw error;
}
