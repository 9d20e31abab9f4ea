import type { Chance } from './chance.js';
import { oddValue } from './odd-values.js';

/** A text of rows altered in one to four places: fields, rows, separators and quotes. */
export function mutatedRows(text: string, chance: Chance): string {
  let rows = text.split('\n');
  for (let times = 1 + chance.below(4); times > 0 && rows.length > 0; times -= 1) rows = alteredRows(rows, chance);
  return rows.join(chance.once(8) ? '\r' : '\n');
}

/** Bytes altered in one to eight places: flipped, cut out, repeated, zeroed. */
export function mutatedBytes(bytes: Uint8Array, chance: Chance): Uint8Array {
  let now = Uint8Array.from(bytes);
  for (let times = 1 + chance.below(8); times > 0 && now.length > 0; times -= 1) {
    const at = chance.below(now.length);
    const length = 1 + chance.below(Math.min(64, now.length - at));
    now = alteredBytes(now, at, length, chance);
  }
  return now;
}

function alteredBytes(bytes: Uint8Array, at: number, length: number, chance: Chance): Uint8Array<ArrayBuffer> {
  switch (chance.below(4)) {
    case 0:
      return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + length)]);
    case 1:
      return Uint8Array.from([...bytes.subarray(0, at + length), ...bytes.subarray(at)]);
    default:
      return Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ (1 << chance.below(8)) : byte));
  }
}

function alteredRows(rows: readonly string[], chance: Chance): string[] {
  const at = chance.below(rows.length);
  const row = rows[at] ?? '';
  const separator = /[,;\t|]/u.exec(row)?.[0] ?? ',';
  const fields = row.split(separator);
  const field = chance.below(fields.length);
  const replacedBy = (...others: readonly string[]): string[] => [...rows.slice(0, at), ...others, ...rows.slice(at + 1)];
  switch (chance.below(9)) {
    case 0:
      return replacedBy();
    case 1:
      return replacedBy(...Array.from({ length: chance.once(10) ? 500 : 2 }, () => row));
    case 2:
      return replacedBy(chance.pick(rows));
    case 3:
      return replacedBy([...fields, oddValue(chance)].join(separator));
    case 4:
      return replacedBy(fields.slice(0, field).join(separator));
    case 5:
      return replacedBy(`${row.slice(0, chance.below(row.length))}"${row.slice(chance.below(row.length))}`);
    case 6:
      return replacedBy(row.replaceAll(separator, chance.pick([',', ';', '\t', '|', '\u0000'])));
    default:
      return replacedBy(fields.map((text, index) => (index === field ? quoted(oddValue(chance)) : text)).join(separator));
  }
}

function quoted(value: string): string {
  return /[",;\t|\n]/u.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
