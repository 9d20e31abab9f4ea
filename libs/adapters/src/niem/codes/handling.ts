import { codeTable } from '../../kit/code-table.js';
import type { Word } from '../../code-systems/published-table.js';

/**
 * N-DEx dissemination criteria: green is for all, yellow only with the owner's leave, red only for those the owner
 * names (N-DEx policy and operating manual). A word nobody knows reads as the highest: when in doubt, withhold.
 */
export const DISSEMINATION = codeTable<Word<'SENSITIVITIES'>>(
  'http://usdoj.gov/leisp/lexs/3.1#DisseminationCriteriaText',
  'highly-sensitive',
  [
    ['Green', 'routine', 'For all'],
    ['Yellow', 'sensitive', "Only with the owner's leave"],
    ['Red', 'highly-sensitive', 'Only for those whom the owner names'],
  ],
);

/** LEXS DataSensitivity. */
export const DATA_SENSITIVITY = codeTable<Word<'SENSITIVITIES'>>('http://usdoj.gov/leisp/lexs/3.1#DataSensitivity', 'highly-sensitive', [
  ['U', 'routine', 'Unclassified'],
  ['SBU', 'sensitive', 'Sensitive but unclassified'],
  ['LES', 'sensitive', 'Law enforcement sensitive'],
  ['CUI', 'sensitive', 'Controlled unclassified information'],
]);
