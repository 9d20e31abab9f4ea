/**
 * Makes a table that is looked up with codes of the sender: without a prototype, a code such as `constructor` finds nothing.
 */
export function lookup<W>(rows: Readonly<Record<string, W>>): Readonly<Record<string, W>> {
  return Object.freeze(Object.assign(Object.create(null) as Record<string, W>, rows));
}
