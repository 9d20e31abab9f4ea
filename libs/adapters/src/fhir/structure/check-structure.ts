import { notice, warning, type Report } from '../../kit/issues.js';
import { safeStep } from '../../kit/location.js';
import type { FieldShape, Structure } from './structure.js';
import { isList, isObject, type Json, type JsonObject } from '../read/tree.js';

/** How a tree was written: XML has no types, so its texts are read as the type the structure gives the element. */
export interface Checking {
  readonly syntax: 'json' | 'xml';
  /** The release that was claimed, and its name in rules. */
  readonly release: { readonly name: string; readonly structure: Structure };
  readonly report: Report;
}

/**
 * Checks a resource against the structure of its release of FHIR and returns the tree without what does not fit.
 * A wrong type is reported with its FHIRPath; what can safely be read all the same (a number where
 * a text belongs, one value where a list belongs) is kept, the rest is left out.
 */
export function checkResource(raw: JsonObject, path: string, checking: Checking): JsonObject | undefined {
  const type = raw['resourceType'];
  if (typeof type !== 'string' || !/^[A-Z][A-Za-z]{1,63}$/u.test(type)) {
    checking.report(warning('format.missing', `${path}.resourceType`, 'A resource names its type'));
    return undefined;
  }
  if (!checking.release.structure.isListed(type)) return raw;
  return checkObject(raw, type, path, checking);
}

function checkObject(raw: JsonObject, type: string, path: string, checking: Checking): JsonObject {
  const checked: Record<string, Json> = {};
  for (const [key, value] of Object.entries(raw)) {
    const item = isCompanion(type, key, checking)
      ? companion(value, `${path}.${key}`, checking)
      : element(type, key, value, { path, checking });
    if (item !== undefined) checked[key] = item;
  }
  for (const name of checking.release.structure.requiredFields(type)) {
    if (raw[name] === undefined && raw[`_${name}`] === undefined)
      checking.report(warning('format.missing', `${path}.${name}`, `${checking.release.name} requires this element`));
  }
  return checked;
}

interface Place {
  readonly path: string;
  readonly checking: Checking;
}

function element(type: string, key: string, value: Json, { path, checking }: Place): Json | undefined {
  const { structure, name } = checking.release;
  const field = structure.fieldOf(type, key);
  if (!field) {
    checking.report(
      notice('format.unknown-field', `${path}.${safeStep(key, structure.isElementName)}`, `${name} has no such element here`),
    );
    return undefined;
  }
  const where = `${path}.${key}`;
  if (value === null) return wrong(where, 'null is not a value in FHIR', checking);
  if (!field.repeats) return single(value, field, where, checking);
  if (!isList(value)) {
    if (checking.syntax === 'json') checking.report(warning('format.value', where, 'Must be a list'));
    const only = typed(value, field, `${where}[0]`, checking);
    return only === undefined ? undefined : [only];
  }
  const items = value.map((item, index) => (item === null ? null : (typed(item, field, `${where}[${index}]`, checking) ?? null)));
  // A null keeps its place only where a companion list (`_given`) may say something about it.
  return field.type === 'string' ? items : items.filter((item) => item !== null);
}

function single(value: Json, field: FieldShape, where: string, checking: Checking): Json | undefined {
  if (!isList(value)) return typed(value, field, where, checking);
  checking.report(warning('format.value', where, 'Must not be a list'));
  const [only, ...more] = value;
  return only === undefined || only === null || more.length > 0 ? undefined : typed(only, field, where, checking);
}

function typed(value: Json, field: FieldShape, where: string, checking: Checking): Json | undefined {
  switch (field.type) {
    case 'string':
    case 'xhtml':
      return asText(value, where, checking);
    case 'boolean':
      return asTruth(value, where, checking);
    case 'number':
      return asNumber(value, where, checking);
    default:
      if (!isObject(value)) return wrong(where, `Must be a ${field.type}`, checking);
      return field.type === 'Resource' ? checkResource(value, where, checking) : checkObject(value, field.type, where, checking);
  }
}

function asText(value: Json, where: string, checking: Checking): Json | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return wrong(where, 'Must be a text', checking);
  checking.report(warning('format.value', where, 'Must be a text, not a number: numbers lose leading zeros'));
  return String(value);
}

function asTruth(value: Json, where: string, checking: Checking): Json | undefined {
  if (typeof value === 'boolean') return value;
  if (value !== 'true' && value !== 'false') return wrong(where, 'Must be true or false', checking);
  if (checking.syntax === 'json') checking.report(warning('format.value', where, 'Must be true or false, not a text'));
  return value === 'true';
}

/** A number that a double cannot hold as written comes as a text of its digits (kit/json.ts), and stays one. */
function asNumber(value: Json, where: string, checking: Checking): Json | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^-?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?$/u.test(value))
    return wrong(where, 'Must be a number', checking);
  return value;
}

/** Whether a key is that of a companion: of an element the release has here, for any other name is the sender's own. */
function isCompanion(type: string, key: string, { release }: Checking): boolean {
  return key.startsWith('_') && release.structure.fieldOf(type, key.slice(1)) !== undefined;
}

/** `_birthDate` and its like: the id and extensions of a primitive (FHIR R4 JSON, primitive elements). */
function companion(value: Json, where: string, checking: Checking): Json | undefined {
  if (isList(value)) return value.map((item) => (isObject(item) ? checkObject(item, 'Element', where, checking) : null));
  return isObject(value)
    ? checkObject(value, 'Element', where, checking)
    : wrong(where, 'Must hold the extensions of an element', checking);
}

function wrong(where: string, rule: string, checking: Checking): Json | undefined {
  checking.report(warning('format.value', where, rule));
  return undefined;
}
