import type { AdapterInput, Limits } from '../kit/adapter.js';
import { upnKind } from '../kit/check-digits.js';
import { scanCsvColumns } from '../kit/csv-scan.js';
import type { Column } from './columns.js';
import type { Layout } from './layout.js';

/** UPNs that a file gives to more than one person: whose they are, nobody can tell from it. */
export interface SharedUpns {
  /** @param upn as written in an identifier: upper case, without blanks */
  has(upn: string): boolean;
}

/** Cells that tell two people apart. */
const PERSON: readonly Column[] = ['surname', 'forename', 'name', 'birthDate'];
const NONE: SharedUpns = { has: () => false };

/**
 * Reads a file for UPNs that stand with different names or dates of birth. A pupil has many rows, so that a number stands
 * twice says nothing; that it stands beside two people does. Costs twelve bytes for each pupil, and no more for each row.
 * @throws Refusal
 */
export async function sharedUpns(input: AdapterInput, { header }: Layout, limits: Limits): Promise<SharedUpns> {
  const upn = header.columns.get('upn');
  const person = PERSON.flatMap((column) => header.columns.get(column) ?? []);
  if (upn === undefined || person.length === 0) return NONE;
  const owners = new Owners();
  let last = '';
  await scanCsvColumns(input, header, limits, [upn, ...person], (cells) => {
    const row = cells.join('\n');
    if (row === last) return;
    last = row;
    const number = numberOf(cells[0] ?? '');
    if (number !== undefined) owners.add(number, hashOf(cells));
  });
  return { has: (written) => owners.isShared(numberOf(written)) };
}

/** The twelve digits of a permanent UPN; its letter follows from them. */
function numberOf(written: string): number | undefined {
  const upn = written.replace(/\s/gu, '').toUpperCase();
  return upnKind(upn) === 'permanent' ? Number(upn.slice(1)) : undefined;
}

/** FNV-1a of the cells after the number, blanks around them and letter case apart. */
function hashOf(cells: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (let cell = 1; cell < cells.length; cell += 1) {
    const text = cells[cell]?.trim().toLowerCase() ?? '';
    for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    hash = Math.imul(hash ^ 0xffff, 0x01000193);
  }
  return hash;
}

/** Whose each number is, in an open table of numbers: eight bytes of number and four of owner. */
class Owners {
  #numbers = new Float64Array(2048);
  #owners = new Int32Array(2048);
  #count = 0;
  readonly #shared = new Set<number>();

  add(number: number, owner: number): void {
    const place = this.#placeOf(number);
    if (this.#numbers[place] === number) {
      if (this.#owners[place] !== owner) this.#shared.add(number);
      return;
    }
    this.#numbers[place] = number;
    this.#owners[place] = owner;
    this.#count += 1;
    if (this.#count * 2 > this.#numbers.length) this.#grow();
  }

  isShared(number: number | undefined): boolean {
    return number !== undefined && this.#shared.has(number);
  }

  /** Where a number stands or would stand; 0 is no number a UPN can have, since a UPN begins with a local authority. */
  #placeOf(number: number): number {
    const mask = this.#numbers.length - 1;
    let place = Math.imul(number % 0x7fffffff, 0x9e3779b1) & mask;
    while (this.#numbers[place] !== 0 && this.#numbers[place] !== number) place = (place + 1) & mask;
    return place;
  }

  #grow(): void {
    const [numbers, owners] = [this.#numbers, this.#owners];
    this.#numbers = new Float64Array(numbers.length * 2);
    this.#owners = new Int32Array(numbers.length * 2);
    for (const [index, number] of numbers.entries()) {
      if (number === 0) continue;
      const place = this.#placeOf(number);
      this.#numbers[place] = number;
      this.#owners[place] = owners[index] ?? 0;
    }
  }
}
