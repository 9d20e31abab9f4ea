import { contractCheck, MappedRecord, type Issue } from '@mash-gateway/contracts';

/** Says whether a mapped record keeps to the contract. A port: the sabotage suite replaces it to prove that skipping it is noticed. */
export interface RecordValidator {
  /** Issues with JSON Pointers and rules, never values; empty when the record is valid. */
  validate(record: MappedRecord): readonly Issue[];
}

/** More says nothing that the first ones do not. */
const MAX_ISSUES = 50;

/** Ajv compiled once from the contract classes. Text that the database cannot hold is a violation too, so it is located here. */
export function contractValidator(): RecordValidator {
  const check = contractCheck(MappedRecord);
  return { validate: (record) => check(record).slice(0, MAX_ISSUES) };
}
