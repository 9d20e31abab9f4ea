import { refusal, type Refusal } from '../../kit/issues.js';
import { hashOf, KeyTable } from '../stream/key-table.js';
import { NumberList } from '../stream/numbers.js';
import type { DocumentType, Entry } from './entries.js';
import { baseOf } from './references.js';

/** Where one id may come twice: versions of one resource, and entries that stand alone. */
const REPEATED: ReadonlySet<DocumentType> = new Set(['history', 'batch']);

/**
 * Finds two different people under one Patient id that no server's URL tells apart (FHIR R4 Bundle, bdl-7): what refers to that id
 * could mean either child, so nothing of the Bundle can be placed. Of each Patient only a few numbers are kept.
 */
export class PatientIds {
  readonly #ids = new KeyTable();
  readonly #high = new NumberList();
  readonly #low = new NumberList();
  #conflict: string | undefined;

  add(entry: Entry): void {
    const { resource, type, method } = entry;
    const id = resource?.value['id'];
    if (type !== 'Patient' || method === 'DELETE' || typeof id !== 'string' || baseOf(entry) !== undefined) return;
    const { name, birthDate, identifier } = resource?.value ?? {};
    const { high, low } = hashOf(JSON.stringify([name, birthDate, identifier]));
    const known = this.#ids.first(hashOf(id), this.#high.length);
    if (known === this.#high.length) {
      this.#high.push(high);
      this.#low.push(low);
    } else if (this.#high.at(known) !== high || this.#low.at(known) !== low) this.#conflict ??= entry.path;
  }

  /** The refusal of a Bundle of this type, when there are two such people. */
  refusalFor(type: DocumentType): Refusal | undefined {
    if (this.#conflict === undefined || REPEATED.has(type)) return undefined;
    return refusal('format.ambiguous-child', this.#conflict, 'Two people under one Patient id: give each an id or a fullUrl of its own');
  }
}
