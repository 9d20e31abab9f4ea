/** Characters that need neither quotes nor escapes in a PostgreSQL array: ids, hashes, codes and times are made of them. */
const PLAIN = /^[A-Za-z0-9_.:+-]+$/;

/**
 * A PostgreSQL array literal (documentation §8.15.2). node-postgres's own encoding escapes every element and formats times in local time,
 * which is most of what writing a batch costs.
 */
export function arrayOf(values: readonly (string | number | boolean | Date | Buffer | null | undefined)[]): string {
  return `{${values.map(element).join(',')}}`;
}

function element(value: string | number | boolean | Date | Buffer | null | undefined): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'string') return PLAIN.test(value) && !/^null$/i.test(value) ? value : quoted(value);
  if (value instanceof Date) return value.toISOString();
  return Buffer.isBuffer(value) ? `"\\\\x${value.toString('hex')}"` : String(value);
}

function quoted(value: string): string {
  return `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
