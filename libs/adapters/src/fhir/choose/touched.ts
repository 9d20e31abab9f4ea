import type { Element } from '../read/element.js';
import type { Entry, Submitted } from './entries.js';
import type { Position } from './position.js';
import type { References } from './references.js';
import { SUPPORTING } from './resource-kinds.js';
import { referencesIn } from './subjects.js';

/** The entries a position is made from: its own, its kin's, the frame of the message, and what these refer to. */
export function entriesOf(position: Position, submitted: Submitted, references: References): Entry[] {
  if (position.kind === 'refused' || position.kind === 'nothing') return [...position.entries];
  if (position.kind === 'deletion') return [position.entry];
  const found = new Set<Entry>(submitted.type === 'message' || submitted.type === 'document' ? frame(submitted) : []);
  const family = position.kin.flatMap(({ patient, related }) => [patient, related]);
  for (const entry of [...position.person.own, ...holders([position.person.patient, ...family], references)]) found.add(entry);
  for (const entry of found) for (const target of supporting(entry, references)) found.add(target);
  return [...found].sort((one, other) => one.index - other.index);
}

function frame({ entries, framed }: Submitted): Entry[] {
  const [first] = entries;
  const head = first && (first.type === 'MessageHeader' || first.type === 'Composition') ? [first] : [];
  return [...head, ...(framed ?? [])];
}

function holders(elements: readonly (Element | undefined)[], references: References): Entry[] {
  return elements.flatMap((element) => (element ? (references.holderOf(element) ?? []) : []));
}

/**
 * Organisations, professionals and places an entry refers to; a set grows while it is walked, so theirs too. An answer
 * (OperationOutcome) has a position of its own, and says nothing in the record of whoever refers to it.
 */
function supporting({ resource }: Entry, references: References): Entry[] {
  if (!resource) return [];
  return referencesIn(resource).flatMap((reference) => {
    const target = references.resolve(reference)?.entry;
    return target && SUPPORTING.has(target.type) && target.type !== 'OperationOutcome' ? [target] : [];
  });
}
