import type { Unmapped } from '@mash-gateway/contracts';
import type { Element } from './element.js';

/** Source fields this adapter leaves out on purpose, by the end of their path, and why. First match wins. */
export const DECLARED: readonly { readonly path: RegExp; readonly reason: string }[] = [
  { path: /\.text(?:\.|$)|\.div$/u, reason: 'Narrative XHTML repeats what is coded; only coded parts are read' },
  { path: /\.photo(?:\.|$)/u, reason: 'Images are never carried inline' },
  { path: /\.data$|\.hash$/u, reason: 'Bytes are never carried inline; their size and SHA-256 are told' },
  { path: /\.meta\.(?:profile|source|lastUpdated|versionId)/u, reason: 'Upkeep of the resource in its system' },
  { path: /\.(?:id|language|implicitRules)$/u, reason: 'Upkeep of the resource in its system' },
  { path: /\.(?:reference|type|display)$/u, reason: 'A link to a resource that is not in the submission or not in the record' },
  { path: /\.referenceRange\./u, reason: 'Interpreting figures is the reader’s work' },
  { path: /\.(?:endpoint|destination|definition|response)(?:\.|$)/u, reason: 'How the message travelled' },
  {
    path: /\.(?:total|net|unitPrice|payment|adjudication|insurance|costToBeneficiary|item)(?:\.|$)/u,
    reason: 'Money says nothing about the child',
  },
  {
    path: /\.(?:dosageInstruction|dosage|dispenseRequest|doseQuantity|substitution)(?:\.|$)/u,
    reason: 'Prescribing detail beyond the words of the dose',
  },
  {
    path: /\.(?:availableTime|notAvailable|hoursOfOperation|position)(?:\.|$)/u,
    reason: 'Opening hours and map positions of organisations',
  },
];

const OTHERWISE = 'The contract has no place for it';
/** Most entries of `quality.unmapped`. */
const MOST = 200;

/** What of these resources nothing read: each place once, list indexes left out. */
export function unmapped(resources: readonly Element[]): Unmapped[] {
  const found = new Map<string, Unmapped>();
  for (const resource of resources) visit(resource, resource.path, found);
  return [...found.values()].slice(0, MOST);
}

function visit(element: Element, path: string, found: Map<string, Unmapped>): void {
  for (const key of Object.keys(element.value)) {
    if (found.size >= MOST) return;
    const reading = element.readingOf(key);
    if (key === 'resourceType' || reading === 'passed') continue;
    const inner = element.peek(key);
    const location = `${path}.${key}`;
    if (inner.length === 0 && reading === undefined && isAValue(element.value[key])) note(location, found);
    // A narrative is one thing that is not read, not many.
    if (key === 'text' && inner.some((item) => 'div' in item.value)) note(location, found);
    else for (const item of inner) visit(item, location, found);
  }
}

function note(location: string, found: Map<string, Unmapped>): void {
  const told = location.replace(/(?<!entry)\[\d+\]/gu, '').slice(0, 500);
  // The path inside the resource decides; its number in the Bundle would list the same field once per entry.
  const key = told.replace(/^Bundle\.entry\[\d+\]\.resource/u, '*');
  if (found.has(key)) return;
  const reason = DECLARED.find(({ path }) => path.test(told))?.reason ?? OTHERWISE;
  found.set(key, { location: told, reason });
}

function isAValue(value: unknown): boolean {
  return value !== null && value !== undefined && !(Array.isArray(value) && value.every((item) => item === null));
}
