import type { Limits } from './adapter.js';
import { JsonWalker } from './json-walker.js';

/** A JSON text, walked whole: the same text, with numbers that a double cannot give back as written turned into strings of their digits. @throws Refusal as `JsonWalker` */
export function exactJson(text: string, limits: Limits): string {
  const inexact: Span[] = [];
  const walker = new JsonWalker(limits, { inexact: (from, to) => inexact.push([from, to]) });
  walker.write(text);
  walker.end();
  return quoted(text, inexact);
}

/** Where something stands in a text: from its first character to before the last. */
export type Span = readonly [from: number, to: number];

/** The text with quotes around these places. */
export function quoted(text: string, places: readonly Span[]): string {
  if (places.length === 0) return text;
  const pieces: string[] = [];
  let copied = 0;
  for (const [from, to] of places) {
    pieces.push(text.slice(copied, from), '"', text.slice(from, to), '"');
    copied = to;
  }
  return pieces.join('') + text.slice(copied);
}
