import type { Severity } from '@mash-gateway/contracts';

/*
 * Grading schemes of forces and hubs. No national scheme exists, forces grade as they choose, so a grade keeps its scheme, force and original word, and is never compared unnormalised.
 */
type Normalised = Severity['normalised'];
type Grades = ReadonlyMap<string, Normalised>;

/** The schemes this project can normalise, with the page each is described on and the date it was read. */
export const SEVERITY_SCHEMES = {
  'ppn-rag': {
    title: 'Public protection notice: red, amber, green',
    url: 'https://www.college.police.uk/app/major-investigation-and-public-protection',
    version: '2023',
  },
  'ppn-level': {
    title: 'Public protection notice: high, medium, low',
    url: 'https://www.college.police.uk/app/major-investigation-and-public-protection',
    version: '2023',
  },
  dash: { title: 'DASH 2009: standard, medium, high', url: 'https://www.dashriskchecklist.com', version: '2009' },
  merlin: {
    title: 'Merlin pre-assessment checklist: London continuum of need',
    url: 'https://www.londonsafeguardingchildrenprocedures.co.uk',
    version: '2023',
  },
  'missing-risk': {
    title: 'Missing persons: no apparent risk, low, medium, high',
    url: 'https://www.college.police.uk/app/major-investigation-and-public-protection/missing-persons',
    version: '2023',
  },
} as const;

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

/** The words of a scheme that mean a normalised grade, in lower case. */
export function wordsFor(scheme: string, normalised: Normalised): readonly string[] {
  return [...(SCHEMES.get(scheme) ?? [])].flatMap(([word, grade]) => (grade === normalised ? [word] : []));
}
