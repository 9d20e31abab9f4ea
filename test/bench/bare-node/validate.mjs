import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** Compiles the published JSON Schema once; stops at the first fault, for nobody reads the others. */
export function validator(schemaFile) {
  const ajv = new Ajv2020({ allErrors: false, strict: false });
  return ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
}
