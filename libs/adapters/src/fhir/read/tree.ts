/** A parsed tree in the shape of FHIR JSON, whichever syntax it came in. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
/** An object of the tree. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value of the tree is an object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value of the tree is a list. */
export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}
