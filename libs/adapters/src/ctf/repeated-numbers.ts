import type { Identifier } from '@mash-gateway/contracts';
import type { AdapterInput, Limits } from '../kit/adapter.js';
import { ulnHolds, upnKind } from '../kit/check-digits.js';
import { readPupilNumbers } from './parse.js';
import { scanNumbers, type NUMBERS } from './scan-numbers.js';

/** Numbers that several pupils of one file have: whose they are, nobody can tell from this file. */
export interface RepeatedNumbers {
  has(identifier: Identifier): boolean;
}

/** Reads a file for the UPNs and ULNs that stand at more than one pupil; only numbers that hold are compared. @throws Refusal */
export async function repeatedNumbers(input: AdapterInput, limits: Limits): Promise<RepeatedNumbers> {
  const lists = (await listsByText(input, limits)) ?? (await listsByParser(input, limits));
  const repeated = { upn: lists.UPN.repeated(), uln: lists.UniqueLearnerNumber.repeated() };
  return {
    has({ type, value }) {
      if (type === 'upn') return repeated.upn.size > 0 && repeated.upn.has(upnNumber(value) ?? NaN);
      return type === 'uln' && repeated.uln.size > 0 && repeated.uln.has(ulnNumber(value) ?? NaN);
    },
  };
}

type Lists = Readonly<Record<(typeof NUMBERS)[number], NumberList>>;

/** Nearly every file; undefined for one that has to be parsed. */
async function listsByText(input: AdapterInput, limits: Limits): Promise<Lists | undefined> {
  const lists: Lists = { UPN: new NumberList(), UniqueLearnerNumber: new NumberList() };
  const isTold = await scanNumbers(input, limits, (name, text) => {
    lists[name].add(numberIn(name, text));
  });
  return isTold ? lists : undefined;
}

async function listsByParser(input: AdapterInput, limits: Limits): Promise<Lists> {
  const lists: Lists = { UPN: new NumberList(), UniqueLearnerNumber: new NumberList() };
  for await (const { name, text } of readPupilNumbers(input, limits)) {
    const number = name === 'UPN' ? 'UPN' : 'UniqueLearnerNumber';
    lists[number].add(numberIn(number, text));
  }
  return lists;
}

function numberIn(name: (typeof NUMBERS)[number], text: string): number | undefined {
  return name === 'UPN' ? upnNumber(text) : ulnNumber(text);
}

/** The twelve digits of a permanent UPN; its letter follows from them. */
function upnNumber(text: string): number | undefined {
  const upn = text.replace(/\s/gu, '').toUpperCase();
  return upnKind(upn) === 'permanent' ? Number(upn.slice(1)) : undefined;
}

function ulnNumber(text: string): number | undefined {
  const uln = text.trim();
  return ulnHolds(uln) ? Number(uln) : undefined;
}

/** Eight bytes a number, so that a file of a million pupils costs eight megabytes and no more. */
class NumberList {
  #numbers = new Float64Array(1024);
  #count = 0;

  add(number: number | undefined): void {
    if (number === undefined) return;
    if (this.#count === this.#numbers.length) {
      const longer = new Float64Array(this.#count * 2);
      longer.set(this.#numbers);
      this.#numbers = longer;
    }
    this.#numbers[this.#count] = number;
    this.#count += 1;
  }

  repeated(): ReadonlySet<number> {
    const sorted = this.#numbers.subarray(0, this.#count).sort();
    return new Set(sorted.filter((number, index) => index > 0 && number === sorted[index - 1]));
  }
}
