import { CIN_PAGE } from './publications.js';
import { publishedTable, type Word } from './published-table.js';

/** Category of abuse of a child protection plan (CIN census, N00113). MUL is more than one, where a system records no single main one. */
export const ABUSE_CATEGORY = publishedTable<Word<'ABUSE_CATEGORIES'>>(
  { system: 'dfe-cbds/abuse-category', title: 'Category of abuse (DfE, children in need census)', url: CIN_PAGE, version: '2025 to 2026' },
  'unknown',
  [
    ['NEG', 'neglect', 'Neglect'],
    ['PHY', 'physical', 'Physical abuse'],
    ['SAB', 'sexual', 'Sexual abuse'],
    ['EMO', 'emotional', 'Emotional abuse'],
    ['MUL', 'multiple', 'Multiple'],
  ],
);

/** The concern that a category of abuse is; `multiple` names none. */
export const CONCERN_OF_ABUSE: Readonly<Partial<Record<Word<'ABUSE_CATEGORIES'>, Word<'CONCERN_CATEGORIES'>>>> = {
  neglect: 'neglect',
  physical: 'physical-abuse',
  sexual: 'sexual-abuse',
  emotional: 'emotional-abuse',
};
