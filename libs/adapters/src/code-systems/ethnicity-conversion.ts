import { DFE_ETHNICITY, NHS_ETHNICITY } from './ethnicity.js';
import { codesFor } from './published-table.js';

/** A code in the other agency's list, and what the other list cannot say. */
export interface Converted {
  readonly code: string;
  /** What is lost on the way, in words; absent when nothing is. The original code is to be kept beside `code`. */
  readonly lost?: string;
}

/** An NHS ethnic category as a DfE code; undefined for a code the NHS list does not have. */
export function dfeFromNhs(code: string): Converted | undefined {
  const entry = NHS_ETHNICITY.entries[code];
  if (entry === undefined) return undefined;
  return lossy({ code: entry.normalised }, LOST_FROM_NHS[code]);
}

/** A DfE ethnicity as an NHS category; undefined for a code the DfE list does not have. */
export function nhsFromDfe(code: string): Converted | undefined {
  const entry = DFE_ETHNICITY.entries[code];
  if (entry === undefined) return undefined;
  // The NHS counts Gypsy, Roma and Traveller children among any other White background.
  const nhs = codesFor(NHS_ETHNICITY, entry.normalised)[0] ?? 'C';
  return lossy({ code: nhs }, LOST_FROM_DFE[code]);
}

const LOST_FROM_DFE: Readonly<Record<string, string>> = {
  WIRT: 'The NHS list has no code for a Traveller of Irish heritage',
  WROM: 'The NHS list has no code for Gypsy or Roma',
  WENG: 'The NHS list does not part British into nations',
  WSCO: 'The NHS list does not part British into nations',
  WWEL: 'The NHS list does not part British into nations',
  WCOR: 'The NHS list does not part British into nations',
  WNIR: 'The NHS list does not part British into nations',
};
const LOST_FROM_NHS: Readonly<Record<string, string>> = {
  C: 'Gypsy, Roma and Traveller children stand under C, so WOTH may say too much',
  Z: 'Not stated is more than refused: it may never have been asked',
};

function lossy(converted: Converted, lost: string | undefined): Converted {
  return lost === undefined ? converted : { ...converted, lost };
}
