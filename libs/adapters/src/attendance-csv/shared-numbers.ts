import type { AdapterInput, Limits } from '../kit/adapter.js';
import { ulnHolds, upnKind } from '../kit/check-digits.js';
import type { CsvRow } from '../kit/csv.js';
import { scanCsvColumns } from '../kit/csv-scan.js';
import type { Column } from './columns.js';
import type { Layout } from './layout.js';

/** Numbers that a file gives to more than one person: whose they are, nobody can tell from it. */
export interface SharedNumbers {
  /** A UPN, ULN or number of the school's own, as the cells of the row say it. */
  has(kind: Kind, row: CsvRow): boolean;
}
type Kind = (typeof KINDS)[number];

/** Columns with a number that could be taken for one person's. */
const KINDS = ['upn', 'uln', 'localId'] as const satisfies readonly Column[];
/** Cells that tell two people apart. */
const PERSON: readonly Column[] = ['surname', 'forename', 'name', 'birthDate'];
/** A number of the school's own is one only together with the school: its DfE number in one cell or two, else its URN (map-school.ts). */
const SCHOOL: readonly Column[] = ['la', 'estab', 'laEstab', 'urn'];

/**
 * Reads a file for numbers that stand with different names or dates of birth. A pupil has many rows, so that a number stands
 * twice says nothing; that it stands beside two people does. Costs twelve bytes for each number, and no more for each row.
 * @throws Refusal
 */
export async function sharedNumbers(input: AdapterInput, { header }: Layout, limits: Limits): Promise<SharedNumbers> {
  const placesOf = (names: readonly Column[]): number[] => names.flatMap((name) => header.columns.get(name) ?? []);
  const person = placesOf(PERSON);
  const kinds = KINDS.flatMap((kind) => {
    const place = header.columns.get(kind);
    const school = kind === 'localId' ? SCHOOL.map((name) => header.columns.get(name) ?? NOWHERE) : [];
    return place === undefined ? [] : [{ kind, places: [place, ...school], owners: new Owners() }];
  });
  if (kinds.length === 0 || person.length === 0) return { has: () => false };
  const wanted = [...new Set([...person, ...kinds.flatMap(({ places }) => places)])].filter((place) => place !== NOWHERE);
  const slotsOf = (places: readonly number[]): readonly number[] => places.map((place) => wanted.indexOf(place));
  const compared = kinds.map(({ kind, places, owners }) => ({ kind, owners, slots: slotsOf(places) }));
  const personSlots = slotsOf(person);
  let last = '';
  await scanCsvColumns(input, header, limits, wanted, (cells) => {
    const row = cells.join('\n');
    if (row === last) return;
    last = row;
    const owner = hashOf(personSlots.map((slot) => cells[slot] ?? ''));
    for (const { kind, slots, owners } of compared) {
      const number = numberOf(kind, cells, slots);
      if (number !== undefined) owners.add(number, owner);
    }
  });
  return {
    has(kind, { cells }) {
      const found = kinds.find((item) => item.kind === kind);
      return found !== undefined && found.owners.isShared(numberOf(kind, cells, found.places));
    },
  };
}

/** A number as it is compared: UPNs and ULNs by the digits they hold, where they hold; any other, with its school, by 52 bits of a hash. */
function numberOf(kind: Kind, cells: readonly string[], slots: readonly number[]): number | undefined {
  const written = cells[slots[0] ?? -1]?.trim() ?? '';
  switch (kind) {
    case 'upn': {
      const upn = written.replace(/\s/gu, '').toUpperCase();
      return upnKind(upn) === 'permanent' ? Number(upn.slice(1)) : undefined;
    }
    case 'uln':
      return ulnHolds(written) ? Number(written) : undefined;
    case 'localId': {
      if (written === '') return undefined;
      const [la = '', estab = '', laEstab = '', urn = ''] = slots.slice(1).map((slot) => (cells[slot] ?? '').replace(/[\s/-]/gu, ''));
      const texts = [written, la + estab + laEstab || urn];
      return (hashOf(texts) >>> 0) * 0x100000 + (hashOf(texts, 0x01000193) >>> 12) + 1;
    }
  }
}

/** A column the file does not have. */
const NOWHERE = -1;

/** FNV-1a of some texts, blanks around them and letter case apart. */
function hashOf(texts: readonly string[], start = 0x811c9dc5): number {
  let hash = start | 0;
  for (const text of texts) {
    const compared = text.trim().toLowerCase();
    for (let index = 0; index < compared.length; index += 1) hash = Math.imul(hash ^ compared.charCodeAt(index), 0x01000193);
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

  /** Where a number stands or would stand; 0 is no number that is kept. */
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
