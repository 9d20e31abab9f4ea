import type { Issue } from '@mash-gateway/contracts';
import { defineAdapter, type AdapterInput, type Inspection, type MapContext, type Mapped } from '../kit/adapter.js';
import { refusal, Refusal, warning } from '../kit/issues.js';
import type { XmlElement } from '../kit/xml-tree.js';
import { describedContact } from './map/contact.js';
import { identityOf } from './map/learner-identity.js';
import { messageOf, unwrapped, type Message } from './map/message.js';
import { ADAPTER, mapObject } from './map/object.js';
import { schoolOf } from './map/school.js';
import { joinedWindows, NOTHING_JOINED, type Window } from './read/join.js';
import { overview, type Overview } from './read/numbers.js';
import { readObjects, type Met } from './read/objects.js';

/** SIF UK data model 1.x and 2.x: objects alone, in messages and in collections; one record for each child an object is about. */
export const sifUk = defineAdapter({
  ...ADAPTER,
  standard: 'SIF UK data model 1.0 to 2.6',
  mediaTypes: ['application/xml', 'text/xml'],
  capabilities: { streaming: true, syntaxes: ['xml'], manyRecords: true },
  inspect,
  map,
});

const MOST_STRANGERS = 100;

async function inspect(input: AdapterInput, { limits, now }: MapContext): Promise<Inspection> {
  const issues: Issue[] = [];
  const report = (issue: Issue): void => {
    if (issues.length < MOST_STRANGERS) issues.push(issue);
  };
  try {
    let positions = 0;
    for await (const met of readObjects(input, limits, 'outline')) {
      if (met.kind === 'object') positions += 1;
      if (met.kind === 'error') report(warning('source.withheld', `line ${met.line}, SIF_Error`, 'The agent answered with an error'));
      if (met.kind === 'stranger') report(warning('format.unknown-field', `line ${met.line}, /*`, 'No object of SIF UK'));
    }
    if (positions === 0) throw refusal('format.no-child', '/', 'No object of SIF UK in the message');
    // The header, which the outline leaves empty, is read for itself.
    for await (const met of readObjects(input, limits, 'direct')) {
      if (met.kind === 'header') messageOf(met, now, report);
      if (met.kind !== 'stranger') break;
    }
    return { accepted: true, positions, taken: 'each', issues };
  } catch (error) {
    return { accepted: false, issues: [issueOf(error)] };
  }
}

async function* map(input: AdapterInput, { limits, now }: MapContext): AsyncGenerator<Mapped> {
  let position = 1;
  try {
    const numbers = await overview(input, limits);
    for await (const window of windows(input, { limits, now }, numbers)) {
      let message: Message | undefined;
      for await (const met of readObjects(input, limits, 'direct')) {
        message = messageAfter(message, met, now);
        if (met.kind !== 'object' || met.found.position < window.from) continue;
        if (met.found.position > window.to) break;
        position = met.found.position;
        const body = { message: message ?? unwrapped(met.found.element), joined: window.joined, ...numbers, now };
        yield* mapObject(met.found, body);
      }
    }
  } catch (error) {
    // Only a body that was not inspected, or that changed since, can be refused here.
    yield { kind: 'refused', position, issues: [issueOf(error)] };
  }
}

/** A body in which nothing refers to anything is taken in one stretch. */
function windows(input: AdapterInput, { limits, now }: MapContext, { refers, repeated }: Overview): AsyncIterable<Window> {
  return refers ? joinedWindows(input, limits, (element) => keepOf(element, repeated, now)) : whole();
}

async function* whole(): AsyncGenerator<Window> {
  await Promise.resolve();
  yield { from: 1, to: Number.POSITIVE_INFINITY, joined: NOTHING_JOINED };
}

function keepOf(element: XmlElement, repeated: Overview['repeated'], now: Date): unknown {
  switch (element.name) {
    case 'LearnerPersonal':
      return identityOf(element, repeated, now);
    case 'ContactPersonal':
      return describedContact(element, now);
    default:
      return schoolOf(element, now);
  }
}

function messageAfter(message: Message | undefined, met: Met, now: Date): Message | undefined {
  return met.kind === 'header' ? messageOf(met, now, () => undefined) : message;
}

function issueOf(error: unknown): Issue {
  if (error instanceof Refusal) return error.issue;
  throw error;
}
