import { validateSync, type ValidationError } from 'class-validator';
import { fieldsOf, type ContractClass, type FieldSpec } from './field/field.js';
import { Issue } from './record/provenance.js';

/**
 * Validates a plain object with class-validator, the source of truth of the contract.
 * The hot path uses Ajv on the generated schema; a property test proves that the two agree.
 * @returns one `contract.violation` issue per broken rule, with its JSON Pointer and never the value; empty when valid
 */
export function validateContract(type: ContractClass, value: unknown): Issue[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [violation('/', 'object')];
  const errors = validateSync(instanceOf(type, value), {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
  });
  return errors.flatMap((error) => violations(error, ''));
}

/**
 * Gives a plain object, and the contract objects nested in it, the prototypes that class-validator reads.
 * Values are copied as they are: nothing is converted, dropped or defaulted.
 */
function instanceOf(type: ContractClass, value: object): object {
  const instance: object = Object.create(type.prototype as object) as object;
  const specs = new Map(fieldsOf(type).map((spec) => [spec.name, spec]));
  for (const [key, item] of Object.entries(value) as [string, unknown][]) {
    const nested = nestedInstance(specs.get(key), item);
    Object.defineProperty(instance, key, { value: nested, enumerable: true, configurable: true, writable: true });
  }
  return instance;
}

function nestedInstance(spec: FieldSpec | undefined, value: unknown): unknown {
  if (spec === undefined) return value;
  const { shape } = spec;
  if (shape.kind === 'object') return isPlain(value) ? instanceOf(shape.type(), value) : value;
  if (shape.kind === 'objects' && Array.isArray(value))
    return value.map((item: unknown) => (isPlain(item) ? instanceOf(shape.type(), item) : item));
  return value;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function violations(error: ValidationError, parent: string): Issue[] {
  const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const rules = Object.keys(error.constraints ?? {});
  // class-validator's own word about nesting says nothing that the field's rule does not.
  const telling = rules.length > 1 ? rules.filter((rule) => rule !== 'nestedValidation') : rules;
  const own = telling.map((rule) => violation(pointer, rule));
  return [...own, ...(error.children ?? []).flatMap((child) => violations(child, pointer))];
}

function violation(location: string, rule: string): Issue {
  return Object.assign(new Issue(), {
    code: 'contract.violation',
    severity: 'error',
    location: location.slice(0, 500),
    rule,
  } satisfies Issue);
}
