/** One value of a record, and the path of contract fields that leads to it. */
export interface RecordLeaf {
  /** Such as `child.names[0].family`. */
  readonly path: string;
  readonly value: string | number | boolean | null;
}

/** Every value of a record in the order of its fields. */
export function leavesOf(record: unknown, path = ''): readonly RecordLeaf[] {
  if (Array.isArray(record)) return record.flatMap((item, index) => leavesOf(item, `${path}[${String(index)}]`));
  if (typeof record === 'object' && record !== null)
    return Object.entries(record).flatMap(([name, value]) => leavesOf(value, path === '' ? name : `${path}.${name}`));
  return record === undefined ? [] : [{ path, value: record as RecordLeaf['value'] }];
}
