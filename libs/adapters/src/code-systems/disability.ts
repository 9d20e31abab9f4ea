import { CIN_PAGE } from './publications.js';
import { publishedTable, type Word } from './published-table.js';

/** Disability (CIN census, N00099), which CTF shares. */
export const DISABILITY = publishedTable<Word<'DISABILITIES'>>(
  { system: 'dfe-cbds/disability', title: 'Disability (DfE, children in need census)', url: CIN_PAGE, version: '2025 to 2026' },
  'other',
  [
    ['NONE', 'none', 'No disability'],
    ['MOB', 'mobility', 'Mobility'],
    ['HAND', 'hand-function', 'Hand function'],
    ['PC', 'personal-care', 'Personal care'],
    ['INC', 'incontinence', 'Incontinence'],
    ['COMM', 'communication', 'Communication'],
    ['LD', 'learning', 'Learning'],
    ['HEAR', 'hearing', 'Hearing'],
    ['VIS', 'vision', 'Vision'],
    ['BEH', 'behaviour', 'Behaviour'],
    ['CON', 'consciousness', 'Consciousness'],
    ['AUT', 'autism', 'Autism or Asperger syndrome'],
    ['DDA', 'other', 'Other disability under the Equality Act'],
  ],
);
