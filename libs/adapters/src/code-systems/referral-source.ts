import { CIN_PAGE } from './publications.js';
import { publishedTable, type Word } from './published-table.js';

/**
 * Source of a referral to children's social care (CIN census, N00578), and the agency it comes from. The codes are those of the
 * census schema; the words follow the census guide in general knowledge. 5D stands in the schema of later years; what it names
 * could not be confirmed, so its words say no more than its group.
 */
export const REFERRAL_SOURCE = publishedTable<Word<'AGENCIES'>>(
  { system: 'dfe-cbds/referral-source', title: 'Referral source (DfE, children in need census)', url: CIN_PAGE, version: '2025 to 2026' },
  'other',
  [
    ['1A', 'other', 'Individual: family member, relative or carer'],
    ['1B', 'other', 'Individual: acquaintance, such as a neighbour or child minder'],
    ['1C', 'other', 'Individual: self'],
    ['1D', 'other', 'Individual: other'],
    ['2A', 'education', 'Schools'],
    ['2B', 'education', 'Education services'],
    ['3A', 'health', 'Health services: general practitioner'],
    ['3B', 'health', 'Health services: health visitor'],
    ['3C', 'health', 'Health services: school nurse'],
    ['3D', 'health', 'Health services: other primary health services'],
    ['3E', 'health', 'Health services: accident and emergency'],
    ['3F', 'health', 'Health services: other'],
    ['4', 'other', 'Housing'],
    ['5A', 'childrens-services', 'Local authority services: social care'],
    ['5B', 'childrens-services', 'Local authority services: other internal'],
    ['5C', 'childrens-services', 'Local authority services: external'],
    ['5D', 'childrens-services', 'Local authority services'],
    ['6', 'police', 'Police'],
    ['7', 'justice', 'Other legal agency'],
    ['8', 'other', 'Other'],
    ['9', 'other', 'Anonymous'],
    ['10', 'other', 'Unknown'],
  ],
);
