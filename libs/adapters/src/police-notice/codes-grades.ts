import type { Severity } from '@mash-gateway/contracts';

type Normalised = Severity['normalised'];
type Grades = ReadonlyMap<string, Normalised>;

const COLOURS: readonly (readonly [string, Normalised])[] = [
  ['red', 'high'],
  ['amber', 'medium'],
  ['green', 'low'],
  // Surrey and the Met use blue for what need not be shared.
  ['blue', 'none'],
];
const LEVELS: readonly (readonly [string, Normalised])[] = [
  ['immediate', 'immediate'],
  ['emergency', 'immediate'],
  ['very high', 'high'],
  ['high', 'high'],
  ['medium', 'medium'],
  ['standard', 'standard'],
  ['low', 'low'],
  ['no apparent risk', 'none'],
  ['none', 'none'],
];

/** Grades of each scheme in lower case. A word that is not here keeps its original and is normalised to `unknown`. */
const SCHEMES: ReadonlyMap<string, Grades> = new Map<string, Grades>([
  ['ppn-rag', new Map([...COLOURS, ...LEVELS])],
  ['ppn-level', new Map(LEVELS)],
  ['dash', new Map(LEVELS)],
  // London continuum of need: level 1 universal to level 4 acute.
  ['merlin', new Map<string, Normalised>([...COLOURS, ...LEVELS, ['1', 'none'], ['2', 'low'], ['3', 'medium'], ['4', 'high']])],
  ['missing-risk', new Map(LEVELS)],
]);

/** The normalised grade; undefined when the scheme does not have it. */
export function normalisedGrade(scheme: string, original: string): Normalised | undefined {
  const word = original
    .toLowerCase()
    .replace(/^level\s+/u, '')
    .replace(/\s+/gu, ' ')
    .replace(/\s+risk$/u, (risk) => (original.toLowerCase().startsWith('no ') ? risk : ''));
  return SCHEMES.get(scheme)?.get(word);
}

/** Schemes of the profile. */
export const GRADE_SCHEMES = ['ppn-rag', 'ppn-level', 'dash', 'merlin', 'other'] as const;
