import { validateSync, type ValidationError } from 'class-validator';
import { fieldsOf, type ContractClass, type FieldSpec } from './field/field.js';
import { Issue } from './record/provenance.js';

/**
 * Validates a plain object with class-validator, the source of truth of the contract.
 * The hot path uses Ajv on the generated schema; a property test proves that the two agree.
 * @returns one `contract.violation` issue per broken rule, with its JSON Pointer and never the value; empty when valid
 */
export function validateContract(type: ContractClass, value: unknown): Issue[] {
  if (!isPlain(value)) return [violation('/', 'object')];
  const inherited: Issue[] = [];
  const errors = validateSync(instanceOf(type, value, '', inherited), {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
  });
  return [...inherited, ...errors.flatMap((error) => violations(error, ''))];
}

/**
 * Gives a plain object, and the contract objects nested in it, the prototypes that class-validator reads.
 * Values are copied as they are: nothing is converted, dropped or defaulted. Only keys that every JavaScript object inherits
 * (`__proto__`, `constructor`, `toString` …) are refused here and not copied: class-validator would take them for its own.
 */
function instanceOf(type: ContractClass, value: object, path: string, inherited: Issue[]): object {
  const instance: object = Object.create(type.prototype as object) as object;
  const specs = new Map(fieldsOf(type).map((spec) => [spec.name, spec]));
  for (const [key, item] of Object.entries(value) as [string, unknown][]) {
    const pointer = `${path}/${escapePointer(key)}`;
    if (key in Object.prototype) inherited.push(violation(pointer, 'whitelistValidation'));
    else define(instance, key, nestedInstance(specs.get(key), item, pointer, inherited));
  }
  return instance;
}

function nestedInstance(spec: FieldSpec | undefined, value: unknown, path: string, inherited: Issue[]): unknown {
  if (spec === undefined) return value;
  const { shape } = spec;
  if (shape.kind === 'object') return isPlain(value) ? instanceOf(shape.type(), value, path, inherited) : value;
  if (shape.kind === 'objects' && Array.isArray(value))
    return value.map((item: unknown, index) =>
      isPlain(item) ? instanceOf(shape.type(), item, `${path}/${String(index)}`, inherited) : item,
    );
  return value;
}

function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function violations(error: ValidationError, parent: string): Issue[] {
  // An element that is no object comes back without a name; its list's own rule already names the place.
  const name = error.property as string | undefined;
  const pointer = name === undefined ? parent : `${parent}/${escapePointer(name)}`;
  const rules = Object.keys(error.constraints ?? {});
  // class-validator's own word about nesting says nothing that the field's rule does not.
  const telling = rules.length > 1 ? rules.filter((rule) => rule !== 'nestedValidation') : rules;
  const own = telling.map((rule) => violation(pointer, rule));
  return [...own, ...(error.children ?? []).flatMap((child) => violations(child, pointer))];
}

/** RFC 6901 §3. */
function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function violation(location: string, rule: string): Issue {
  return Object.assign(new Issue(), {
    code: 'contract.violation',
    severity: 'error',
    location: location.slice(0, 500),
    rule,
  } satisfies Issue);
}
