import { warning, type Report } from '../../kit/issues.js';
import type { Part } from './part.js';

/** An object of a JSON message. `null` and empty strings read as unstated. */
export class JsonPart implements Part {
  readonly #object: Readonly<Record<string, unknown>>;
  readonly #report: Report;
  readonly #asked = new Set<string>();
  readonly #wrong = new Set<string>();
  readonly #below = new Map<object, JsonPart>();

  /** @param report takes values of the wrong type, by location */
  constructor(
    object: Readonly<Record<string, unknown>>,
    readonly path: string,
    report: Report,
  ) {
    this.#object = object;
    this.#report = report;
  }

  place(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }

  text(name: string): string | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
    if (typeof value === 'number') return String(value);
    this.#wrongType(name, 'A text or number');
    return undefined;
  }

  noted(name: string): { readonly text: string; readonly note: undefined } | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : { text, note: undefined };
  }

  /** true or false; anything else is reported and reads as unstated. */
  truth(name: string): boolean | undefined {
    const value = this.#value(name);
    if (value === undefined || typeof value === 'boolean') return value;
    this.#wrongType(name, 'true or false');
    return undefined;
  }

  one(name: string): JsonPart | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (isObject(value)) return this.#part(value, this.place(name));
    this.#wrongType(name, 'An object');
    return undefined;
  }

  many(name: string): readonly JsonPart[] {
    const value = this.#value(name);
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      this.#wrongType(name, 'A list of objects');
      return [];
    }
    return value.flatMap((item: unknown, index) => {
      const path = `${this.place(name)}[${index}]`;
      if (isObject(item)) return [this.#part(item, path)];
      if (item !== null) this.#report(warning('format.value', path, 'An object is expected here'));
      return [];
    });
  }

  /** Texts of a list. */
  texts(name: string): readonly string[] {
    const value = this.#value(name);
    if (value === undefined) return [];
    if (Array.isArray(value))
      return value.flatMap((item: unknown) => (typeof item === 'string' && item.trim() !== '' ? [item.trim()] : []));
    this.#wrongType(name, 'A list of texts');
    return [];
  }

  /** Declares fields as known and deliberately not carried. */
  passOver(...names: readonly string[]): void {
    for (const name of names) this.#asked.add(name);
  }

  /** Reports what no mapping asked for. Names of keys are the sender's words and are not repeated. */
  reportLeftovers(report: Report): void {
    for (const [name, value] of Object.entries(this.#object)) {
      if (!this.#asked.has(name) && value !== null)
        report(warning('format.unknown-field', this.place('*'), 'A field that is not read here'));
    }
    for (const part of this.#below.values()) part.reportLeftovers(report);
  }

  #value(name: string): unknown {
    this.#asked.add(name);
    return Object.hasOwn(this.#object, name) ? (this.#object[name] ?? undefined) : undefined;
  }

  #part(object: Readonly<Record<string, unknown>>, path: string): JsonPart {
    const known = this.#below.get(object) ?? new JsonPart(object, path, this.#report);
    this.#below.set(object, known);
    return known;
  }

  #wrongType(name: string, expected: string): void {
    if (this.#wrong.has(name)) return;
    this.#wrong.add(name);
    this.#report(warning('format.value', this.place(name), `${expected} is expected here`));
  }
}

/** Whether a value is a JSON object, neither null nor a list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
