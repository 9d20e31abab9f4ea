import type { AdapterInput, Limits } from './adapter.js';
import { wholeText } from './bytes.js';
import { exactJson } from './json-scanner.js';

/**
 * Reads a JSON body whole. Stricter than JSON.parse: no key twice in one object, no key that could reach a prototype,
 * no nesting beyond the limit; faults carry line and column and nothing of what was sent.
 * Numbers that a double cannot give back as written (3.50, 1e400, 20-digit ids) come as strings of their digits.
 * @throws Refusal `body.*`, `json.malformed`, `json.duplicate-key`, `json.forbidden-key`, `limit.depth` or `limit.text`
 */
export async function jsonDocument(input: AdapterInput, limits: Limits): Promise<unknown> {
  return jsonOf(await wholeText(input, limits), limits);
}

/** As {@link jsonDocument}, for text already in memory. */
export function jsonOf(text: string, limits: Limits): unknown {
  return JSON.parse(exactJson(text, limits)) as unknown;
}
