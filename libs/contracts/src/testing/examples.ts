import { readdirSync, readFileSync } from 'node:fs';
import { publishedClasses } from '../documents/schemas.js';
import type { ContractClass } from '../field/field.js';

/** One file of `libs/contracts/examples`: documentation, fixture and test at once. */
export interface Example {
  /** File name, e.g. `child-record.unborn-child.json`: the published schema, then what it shows. */
  readonly file: string;
  readonly type: ContractClass;
  readonly value: unknown;
}

const FOLDER = new URL('../../examples/', import.meta.url);

/**
 * All examples, by file name.
 * @throws TypeError when a file name does not begin with the name of a published schema
 */
export function examples(): readonly Example[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({ file, type: classOf(file), value: JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as unknown }));
}

function classOf(file: string): ContractClass {
  const [name = ''] = file.split('.');
  const type = publishedClasses()[`${name}.schema.json`];
  if (type === undefined) throw new TypeError(`no published schema is called ${name}`);
  return type;
}
