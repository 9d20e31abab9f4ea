/** Many byte strings as one query parameter: node-postgres sends a Buffer as it is, but an array of them as hexadecimal text, twice the size. */
export interface Packed {
  readonly bytes: Buffer;
  /** For `substring(bytes FROM start FOR length)`: counted from 1. */
  readonly starts: readonly number[];
  readonly lengths: readonly number[];
}

export function pack(values: readonly Buffer[]): Packed {
  let start = 1;
  const starts = values.map((value) => {
    const own = start;
    start += value.length;
    return own;
  });
  return { bytes: Buffer.concat(values), starts, lengths: values.map(({ length }) => length) };
}
