import { About, Many, Value, type ContractClass } from '../field/field.js';
import { matching, oneOf, text } from '../field/scalar.js';

/** A code system or identifier system: a URI or a registered short name. */
export const systemName = matching('systemName', '[A-Za-z][A-Za-z0-9+.:/_~%#?=&@,;!()*-]*', 300);

@About('A code exactly as the source gave it, with what the source said it means.')
export class Coding {
  @Value(systemName, { about: 'Code system, as a URI where one exists.', example: 'http://snomed.info/sct' })
  system?: string;
  @Value(text(60), { about: 'Version of the code system.', example: '2026-10' })
  version?: string;
  @Value(text(120), { about: 'The code, always as text: long codes lose digits as numbers.', example: '836881000000105' })
  code?: string;
  @Value(text(500), { about: 'What the source says the code means.', example: 'Child cause for concern' })
  display?: string;
  @Value(text(2000), { about: 'Words the source used instead of, or beside, a code.', example: 'Concern for child', freeText: true })
  text?: string;
}

/** A normalised word with the original codes it came from. */
export interface Coded<T extends string> {
  normalised: T;
  original?: Coding[];
}

/**
 * Makes the contract class of a coded value over a closed list.
 * @param name class name, as it appears in `$defs`
 * @param values the closed list; must hold `unknown` or `other` so that an unfamiliar code has a place
 */
export function codedClass<const T extends readonly [string, ...string[]]>(
  name: string,
  values: T,
  about: string,
): new () => Coded<T[number]> {
  class CodedValue implements Coded<T[number]> {
    @Value(oneOf(values), { about: 'The normalised word.', example: values[0], required: true })
    normalised!: T[number];
    @Many(() => Coding, 20, { about: 'The codes and words of the source, never changed.' })
    original?: Coding[];
  }
  Object.defineProperty(CodedValue, 'name', { value: name });
  About(about)(CodedValue as ContractClass);
  return CodedValue;
}
