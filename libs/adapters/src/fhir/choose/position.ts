import type { Issue } from '@mash-gateway/contracts';
import type { Entry } from './entries.js';
import type { Kin } from './kin.js';
import type { Person, Standing } from './people.js';

/** One position of a submission, before anything is mapped. */
export type Position =
  | {
      readonly kind: 'person';
      readonly person: Person;
      readonly standing: Exclude<Standing, 'stillborn'>;
      readonly kin: readonly Kin[];
      readonly issues: readonly Issue[];
    }
  | { readonly kind: 'deletion'; readonly entry: Entry; readonly person: Person; readonly issues: readonly Issue[] }
  | { readonly kind: 'refused'; readonly entries: readonly Entry[]; readonly issues: readonly Issue[] }
  | { readonly kind: 'nothing'; readonly entries: readonly Entry[]; readonly issues: readonly Issue[] };
