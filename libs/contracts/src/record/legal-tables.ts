/** One lawful basis or condition, with the days on which it could or can be relied on. */
export interface LegalEntry {
  /** What it is, in few words. */
  readonly label: string;
  /** First day in force, `yyyy-mm-dd`. */
  readonly from: string;
  /** Last day in force; absent while it is. */
  readonly to?: string;
  /** Where the law says so. */
  readonly source: string;
}

/** A condition of Schedule 1 of the Data Protection Act 2018. */
export interface Schedule1Entry extends LegalEntry {
  readonly part: 1 | 2 | 3;
  /** Met only where the controller has an appropriate policy document (paragraphs 1(1)(b), 5 and 38). */
  readonly policyDocument: boolean;
}

/** The day the GDPR applied and the Data Protection Act 2018 began (SI 2018/625). */
const START = '2018-05-25';

/** UK GDPR Article 6(1), by letter. */
export const ARTICLE_6_BASES: Readonly<Record<string, LegalEntry>> = {
  a: article6('a', 'consent'),
  b: article6('b', 'contract'),
  c: article6('c', 'legal obligation'),
  d: article6('d', 'vital interests'),
  e: article6('e', 'public task'),
  // Inserted by the Data (Use and Access) Act 2025 section 70; Annex 1 paragraph 6 is safeguarding a vulnerable individual.
  ea: article6('ea', 'recognised legitimate interest', '2026-02-05'),
  f: article6('f', 'legitimate interests'),
};

/** UK GDPR Article 9(2), by letter. */
export const ARTICLE_9: Readonly<Record<string, LegalEntry>> = {
  a: article9('a', 'explicit consent'),
  b: article9('b', 'employment, social security and social protection law'),
  c: article9('c', 'vital interests'),
  d: article9('d', 'not-for-profit bodies'),
  e: article9('e', 'made public by the person'),
  f: article9('f', 'legal claims and courts'),
  g: article9('g', 'substantial public interest'),
  h: article9('h', 'health or social care'),
  i: article9('i', 'public health'),
  j: article9('j', 'archiving, research and statistics'),
};

/** UK GDPR Article 10: control of official authority, or authorisation by domestic law. */
export const ARTICLE_10: Readonly<Record<string, LegalEntry>> = {
  'official authority': { label: 'under the control of official authority', from: START, source: 'UK GDPR Article 10' },
  'domestic law': { label: 'authorised by domestic law', from: START, source: 'UK GDPR Article 10 with DPA 2018 section 10(5)' },
};

/** Data Protection Act 2018 Schedule 1, by paragraph; paragraphs that are no conditions (5, 38 to 41) are left out. */
export const SCHEDULE_1: Readonly<Record<string, Schedule1Entry>> = Object.fromEntries([
  schedule1(1, 1, 'employment, social security and social protection'),
  schedule1(1, 2, 'health or social care purposes'),
  schedule1(1, 3, 'public health'),
  schedule1(1, 4, 'research'),
  schedule1(2, 6, 'statutory and government purposes'),
  schedule1(2, 7, 'administration of justice and parliamentary purposes'),
  schedule1(2, 8, 'equality of opportunity or treatment'),
  schedule1(2, 9, 'racial and ethnic diversity at senior levels'),
  schedule1(2, 10, 'preventing or detecting unlawful acts'),
  schedule1(2, 11, 'protecting the public against dishonesty'),
  schedule1(2, 12, 'regulatory requirements relating to unlawful acts and dishonesty'),
  schedule1(2, 13, 'journalism in connection with unlawful acts and dishonesty'),
  schedule1(2, 14, 'preventing fraud'),
  schedule1(2, 15, 'suspicion of terrorist financing or money laundering'),
  schedule1(2, 16, 'support for individuals with a particular disability or medical condition'),
  schedule1(2, 17, 'counselling'),
  schedule1(2, 18, 'safeguarding of children and of individuals at risk'),
  schedule1(2, 19, 'safeguarding of economic well-being of certain individuals'),
  schedule1(2, 20, 'insurance'),
  schedule1(2, 21, 'occupational pensions'),
  schedule1(2, 22, 'political parties'),
  schedule1(2, 23, 'elected representatives responding to requests'),
  schedule1(2, 24, 'disclosure to elected representatives'),
  schedule1(2, 25, 'informing elected representatives about prisoners'),
  schedule1(2, 26, 'publication of legal judgments'),
  schedule1(2, 27, 'anti-doping in sport'),
  schedule1(2, 28, 'standards of behaviour in sport'),
  schedule1(3, 29, 'consent'),
  schedule1(3, 30, 'vital interests'),
  schedule1(3, 31, 'not-for-profit bodies'),
  schedule1(3, 32, 'personal data in the public domain'),
  schedule1(3, 33, 'legal claims'),
  schedule1(3, 34, 'judicial acts'),
  schedule1(3, 35, 'accounts used in indecency offences involving children'),
  schedule1(3, 36, 'extension of conditions of Part 2'),
  schedule1(3, 37, 'extension of insurance conditions'),
]);

/** Data Protection Act 2018 Schedule 8 (sensitive processing under Part 3), by paragraph. */
export const SCHEDULE_8: Readonly<Record<string, LegalEntry>> = Object.fromEntries([
  schedule8(1, 'statutory purposes'),
  schedule8(2, 'administration of justice'),
  schedule8(3, 'vital interests'),
  schedule8(4, 'safeguarding of children and of individuals at risk'),
  schedule8(5, 'personal data already in the public domain'),
  schedule8(6, 'legal claims'),
  schedule8(7, 'judicial acts'),
  schedule8(8, 'preventing fraud'),
  schedule8(9, 'archiving, research and statistics'),
]);

function article6(letter: string, label: string, from = START): LegalEntry {
  return { label, from, source: `UK GDPR Article 6(1)(${letter})` };
}

function article9(letter: string, label: string): LegalEntry {
  return { label, from: START, source: `UK GDPR Article 9(2)(${letter})` };
}

function schedule1(part: 1 | 2 | 3, paragraph: number, label: string): [string, Schedule1Entry] {
  const source = `DPA 2018 Schedule 1 paragraph ${String(paragraph)}`;
  const policyDocument = paragraph === 1 || part === 2 || paragraph === 35;
  return [`para ${String(paragraph)}`, { label, from: START, source, part, policyDocument }];
}

function schedule8(paragraph: number, label: string): [string, LegalEntry] {
  return [`para ${String(paragraph)}`, { label, from: START, source: `DPA 2018 Schedule 8 paragraph ${String(paragraph)}` }];
}
