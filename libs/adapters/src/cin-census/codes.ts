import { CIN_PAGE } from '../code-systems/publications.js';
import { publishedTable, type Word } from '../code-systems/published-table.js';

/*
 * Code lists of the CIN census alone. Codes were read in public schemas and validators; words are those of the census guide in general
 * knowledge. Lists that other standards share are in `code-systems`.
 */

/** Primary need for services (N00101); what the need was judged to be, never a category of concern by itself. */
export const PRIMARY_NEED = publishedTable<'need' | 'not-stated' | 'other'>(
  { system: 'dfe-cbds/primary-need', title: 'Primary need code (DfE, children in need census)', url: CIN_PAGE, version: '2025 to 2026' },
  'other',
  [
    ['N0', 'not-stated', 'Not stated'],
    ['N1', 'need', 'Abuse or neglect'],
    ['N2', 'need', "Child's disability or illness"],
    ['N3', 'need', 'Parental disability or illness'],
    ['N4', 'need', 'Family in acute stress'],
    ['N5', 'need', 'Family dysfunction'],
    ['N6', 'need', 'Socially unacceptable behaviour'],
    ['N7', 'need', 'Low income'],
    ['N8', 'need', 'Absent parenting'],
    ['N9', 'need', 'Cases other than children in need'],
  ],
);

/** Reason for closure (N00103). */
export const CLOSURE_REASON = publishedTable<'closed' | 'other'>(
  { system: 'dfe-cbds/cin-closure', title: 'Reason for closure (DfE, children in need census)', url: CIN_PAGE, version: '2025 to 2026' },
  'other',
  [
    ['RC1', 'closed', 'Adopted'],
    ['RC2', 'closed', 'Died'],
    ['RC3', 'closed', 'Child arrangements order'],
    ['RC4', 'closed', 'Special guardianship order'],
    ['RC5', 'closed', 'Transferred to services of another local authority'],
    ['RC6', 'closed', 'Transferred to adult social care services'],
    ['RC7', 'closed', 'Services ceased for any other reason, including child no longer in need'],
    ['RC8', 'closed', 'Case closed after assessment, no further action'],
    ['RC9', 'closed', 'Case closed after assessment, referred to early help'],
  ],
);

/** Factors identified at the end of assessment (N00181), as categories of concern where the factor names one. */
export const ASSESSMENT_FACTOR = publishedTable<Word<'CONCERN_CATEGORIES'>>(
  {
    system: 'dfe-cbds/assessment-factor',
    title: 'Factors identified at the end of assessment (DfE)',
    url: CIN_PAGE,
    version: '2025 to 2026',
  },
  'other',
  [
    ['1A', 'substance-misuse', 'Alcohol misuse: child'],
    ['1B', 'parental-substance-misuse', 'Alcohol misuse: parent or carer'],
    ['1C', 'family-concern', 'Alcohol misuse: another person in the household'],
    ['2A', 'substance-misuse', 'Drug misuse: child'],
    ['2B', 'parental-substance-misuse', 'Drug misuse: parent or carer'],
    ['2C', 'family-concern', 'Drug misuse: another person in the household'],
    ['3A', 'domestic-abuse', 'Domestic abuse: child the subject'],
    ['3B', 'domestic-abuse', 'Domestic abuse: parent or carer the subject'],
    ['3C', 'domestic-abuse', 'Domestic abuse: another person in the household the subject'],
    ['4A', 'mental-health', 'Mental health: child'],
    ['4B', 'parental-mental-health', 'Mental health: parent or carer'],
    ['4C', 'family-concern', 'Mental health: another person in the household'],
    ['5A', 'other', 'Learning disability: child'],
    ['5B', 'other', 'Learning disability: parent or carer'],
    ['5C', 'other', 'Learning disability: another person in the household'],
    ['6A', 'other', 'Physical disability or illness: child'],
    ['6B', 'other', 'Physical disability or illness: parent or carer'],
    ['6C', 'other', 'Physical disability or illness: another person in the household'],
    ['7A', 'other', 'Young carer'],
    ['8A', 'other', 'Privately fostered (until 2017)'],
    ['8B', 'other', 'Privately fostered: overseas child who intends to return'],
    ['8C', 'other', 'Privately fostered: overseas child who intends to stay'],
    ['8D', 'other', 'Privately fostered: UK child in an educational placement'],
    ['8E', 'other', 'Privately fostered: UK child making alternative family arrangements'],
    ['8F', 'other', 'Privately fostered: other'],
    ['9A', 'other', 'Unaccompanied asylum-seeking child'],
    ['10A', 'missing', 'Going missing'],
    ['11A', 'child-sexual-exploitation', 'Child sexual exploitation'],
    ['12A', 'trafficking-or-modern-slavery', 'Trafficking'],
    ['13A', 'gangs-or-youth-violence', 'Gangs'],
    ['14A', 'other', 'Socially unacceptable behaviour'],
    ['15A', 'self-harm', 'Self-harm'],
    ['16A', 'neglect', 'Neglect'],
    ['17A', 'emotional-abuse', 'Emotional abuse'],
    ['18A', 'physical-abuse', 'Physical abuse (until 2021)'],
    ['18B', 'physical-abuse', 'Physical abuse: child on child'],
    ['18C', 'physical-abuse', 'Physical abuse: adult on child'],
    ['19A', 'sexual-abuse', 'Sexual abuse (until 2021)'],
    ['19B', 'sexual-abuse', 'Sexual abuse: child on child'],
    ['19C', 'sexual-abuse', 'Sexual abuse: adult on child'],
    ['20', 'other', 'Other'],
    ['21', 'no-concern', 'No factors identified'],
    ['22A', 'female-genital-mutilation', 'Female genital mutilation'],
    ['23A', 'other', 'Abuse linked to faith or belief'],
    ['24A', 'child-criminal-exploitation', 'Child criminal exploitation'],
  ],
);

/** Yes and no in the spellings met (xs:boolean and the letters some systems write). */
export const YES_NO: ReadonlyMap<string, 'yes' | 'no'> = new Map([
  ['1', 'yes'],
  ['true', 'yes'],
  ['Y', 'yes'],
  ['0', 'no'],
  ['false', 'no'],
  ['N', 'no'],
]);
