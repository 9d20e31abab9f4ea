import type { Unmapped } from '@mash-gateway/contracts';
import { safeStep } from '../kit/location.js';
import type { Element } from './read/element.js';
import type { Structure } from './structure/structure.js';

/** Source fields this adapter leaves out on purpose, by steps of their path that stand together, and why. First match wins. */
export const DECLARED: readonly { readonly path: string; readonly reason: string }[] = [
  { path: 'text/div', reason: 'Narrative XHTML repeats what is coded; only coded parts are read' },
  { path: 'text/status', reason: 'Narrative XHTML repeats what is coded; only coded parts are read' },
  { path: 'photo', reason: 'Images are never carried inline' },
  { path: 'hash', reason: 'A SHA-1 hash of an attachment; the contract has SHA-256, worked out from the bytes' },
  { path: 'meta/profile', reason: 'Which profiles a resource claims is checked by nobody here' },
  { path: 'meta/source', reason: 'Upkeep of the resource in its system' },
  { path: 'name/id', reason: 'Upkeep of the element in its system' },
  { path: 'address/id', reason: 'Upkeep of the element in its system' },
  { path: 'telecom/id', reason: 'Upkeep of the element in its system' },
  { path: 'contact/id', reason: 'Upkeep of the element in its system' },
  { path: 'generalPractitioner/id', reason: 'Upkeep of the element in its system' },
  { path: 'active', reason: 'Whether the record is in use in its system' },
  { path: 'generalPractitioner/type', reason: 'What the reference leads to is told by the reference' },
  { path: 'assigner/identifier/system', reason: 'The contract names the assigner by its code alone' },
  { path: 'address/extension/extension/valueCoding/system', reason: 'The code is enough to know a kind of address key by' },
  { path: 'valueQuantity/system', reason: 'Units are carried as written' },
  { path: 'List/mode', reason: 'Whether a list is kept up or was made once: its date says so too' },
  { path: 'deviceName/type', reason: 'What kind of name a device has' },
  { path: 'Group/type', reason: 'A group is read for its members' },
  { path: 'Group/actual', reason: 'A group is read for its members' },
  { path: 'OperationOutcome', reason: 'An answer, not a statement: its codes become the issue that says why there is no record' },
  { path: 'resource/Person', reason: 'Links records of one person, and is no record' },
  { path: 'AuditEvent', reason: 'Of an access who, when and why are read, where it was to the record of a patient' },
  { path: 'referenceRange', reason: 'Interpreting figures is the reader’s work' },
  { path: 'Bundle/meta/lastUpdated', reason: 'When a Bundle was put together: its timestamp says when it was sent' },
  { path: 'source/contact', reason: 'How to reach the operators of the sending system' },
  { path: 'source/endpoint', reason: 'How the message travelled; the name of a system that gives no other' },
  { path: 'response/code', reason: 'How the message that is answered fared on its way' },
  { path: 'destination', reason: 'How the message travelled' },
  { path: 'Bundle/total', reason: 'Counts of a search, not of people' },
  { path: 'Bundle/link', reason: 'Pages of a search' },
  { path: 'intent', reason: 'Whether an order, a plan or a proposal: the state and kind say what matters' },
  { path: 'participant/status', reason: 'Whether someone accepted an invitation' },
  { path: 'item/linkId', reason: 'Names a question only where it has no text' },
  { path: 'activity/detail/status', reason: 'The state of the plan stands for its activities' },
  { path: 'userSelected', reason: 'How a code was picked' },
];

const OTHERWISE = 'The contract has no place for it';
/** Most entries of `quality.unmapped`. */
const MOST = 200;

/** What of these resources nothing read: each place once, list indexes left out. */
export function unmapped(resources: readonly Element[], { isElementName }: Structure): Unmapped[] {
  const found = new Map<string, Unmapped>();
  for (const resource of resources) visit(resource, { path: resource.path, location: resource.path }, { found, isElementName });
  return [...found.values()].slice(0, MOST);
}

/** Where something stands: by the names the sender used, and as it may be told. */
interface Place {
  readonly path: string;
  readonly location: string;
}

interface Search {
  readonly found: Map<string, Unmapped>;
  readonly isElementName: Structure['isElementName'];
}

function visit(element: Element, place: Place, search: Search): void {
  const { found, isElementName } = search;
  for (const key of Object.keys(element.value)) {
    if (found.size >= MOST) return;
    const reading = element.readingOf(key);
    // The url of an extension is said with what the extension holds.
    if (key === 'resourceType' || key === 'url' || reading === 'passed') continue;
    const inner = element.peek(key);
    const inside = element.isMoved(key)
      ? { path: element.at(key), location: element.at(key) }
      : { path: `${place.path}.${key}`, location: `${place.location}.${safeStep(key, isElementName)}` };
    if (inner.length === 0 && reading === undefined && isAValue(element.value[key])) note(inside, found);
    for (const item of inner) visit(item, inside, search);
  }
}

function note({ path, location }: Place, found: Map<string, Unmapped>): void {
  const told = withoutIndexes(location).slice(0, 500);
  // The path inside the resource decides; its number in the Bundle would list the same field once per entry.
  const key = told.replace(/^Bundle\.entry\[\d+\]\.resource/u, '*');
  if (found.has(key)) return;
  const steps = `/${withoutIndexes(path).replaceAll('.', '/')}/`;
  const reason = DECLARED.find((entry) => steps.includes(`/${entry.path}/`))?.reason ?? OTHERWISE;
  found.set(key, { location: told, reason });
}

function withoutIndexes(path: string): string {
  return path.replace(/(?<!entry)\[\d+\]/gu, '');
}

function isAValue(value: unknown): boolean {
  return value !== null && value !== undefined && !(Array.isArray(value) && value.every((item) => item === null));
}
