import { exactJson } from '../../kit/json-scanner.js';
import { entriesOfItem, type Entry } from '../choose/entries.js';
import type { Readings } from '../read/element.js';
import type { Json } from '../read/tree.js';
import { itemOf, type Again } from './items.js';
import type { Survey } from './survey.js';

/** The entries of an item that is read again. */
export function entriesAgain(again: Again, survey: Survey, readings: Readings): Entry[] {
  return entriesOfItem(valueOf(again, survey), again.index, { ...survey.reading, readings });
}

/** An item that waits for others of its group: as bytes, which take a fraction of what the tree would. */
export interface Held {
  readonly index: number;
  readonly bytes: Buffer;
}

export function held(again: Again): Held {
  return { index: again.index, bytes: Buffer.from(again.text ?? JSON.stringify(again.value)) };
}

export function entriesHeld({ index, bytes }: Held, survey: Survey, readings: Readings): Entry[] {
  return entriesAgain({ index, text: bytes.toString() }, survey, readings);
}

function valueOf({ index, text, value }: Again, survey: Survey): Json {
  const { source } = survey;
  if (text === undefined) return value;
  // What comes from XML is held in the shape of its item already.
  if (source.syntax === 'xml') return JSON.parse(text) as Json;
  return itemOf(JSON.parse(survey.isExact(index) ? text : exactJson(text, source.limits)) as Json, source.syntax);
}
