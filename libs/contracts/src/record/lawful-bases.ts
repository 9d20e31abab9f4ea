import type { ARTICLE_6, REGIMES } from './codes.js';
import { ARTICLE_10, ARTICLE_6_BASES, ARTICLE_9, SCHEDULE_1, SCHEDULE_8, type LegalEntry } from './legal-tables.js';

/** The part of a record's or agreement's handling that says by what right it is shared. */
export interface BasisStatement {
  readonly regime: (typeof REGIMES)[number];
  readonly article6: (typeof ARTICLE_6)[number];
  readonly article9?: string | undefined;
  readonly article10Condition?: string | undefined;
  readonly schedule1?: string | undefined;
  readonly schedule8?: string | undefined;
  readonly apdRef?: string | undefined;
}

/** What kind of body the controller is: some bases are closed to public authorities acting in their tasks. */
export type ControllerKind = 'public-authority' | 'other';

/** Why a basis cannot be relied on: the field of the statement and a sentence for the person who wrote it. */
export interface BasisFault {
  readonly field: keyof BasisStatement;
  readonly reason: string;
}

/**
 * Everything that is wrong with a lawful basis on a day; empty when it can be relied on.
 * Says whether the stated basis exists and may be used, never whether the facts satisfy it: that stays with people.
 * @param on the day, `yyyy-mm-dd`
 */
export function basisFaults(statement: BasisStatement, on: string, controller: ControllerKind): readonly BasisFault[] {
  return [
    ...article6Faults(statement, on, controller),
    ...article9Faults(statement, on),
    ...article10Faults(statement, on),
    ...policyDocumentFaults(statement, on),
    ...lawEnforcementFaults(statement, on),
  ];
}

function article6Faults({ article6 }: BasisStatement, on: string, controller: ControllerKind): BasisFault[] {
  const faults = notInForce('article6', article6, ARTICLE_6_BASES, on);
  // UK GDPR Article 6(1), second subparagraph.
  if (controller === 'public-authority' && (article6 === 'ea' || article6 === 'f'))
    faults.push({ field: 'article6', reason: `Article 6(1)(${article6}) is not open to a public authority acting in its tasks` });
  return faults;
}

function article9Faults({ article9, schedule1 }: BasisStatement, on: string): BasisFault[] {
  if (article9 === undefined) return [];
  const faults = notInForce('article9', article9, ARTICLE_9, on);
  const part = conditionPart(schedule1, on);
  // Data Protection Act 2018 section 10(2) and (3).
  if (['b', 'h', 'i', 'j'].includes(article9) && part !== 1)
    faults.push({ field: 'schedule1', reason: `Article 9(2)(${article9}) needs a condition of Schedule 1 Part 1` });
  if (article9 === 'g' && part !== 2) faults.push({ field: 'schedule1', reason: 'Article 9(2)(g) needs a condition of Schedule 1 Part 2' });
  return faults;
}

function article10Faults({ article10Condition, schedule1 }: BasisStatement, on: string): BasisFault[] {
  if (article10Condition === undefined) return [];
  const faults = notInForce('article10Condition', article10Condition, ARTICLE_10, on);
  // Data Protection Act 2018 section 10(5): authorised by law means a condition of Schedule 1 Part 1, 2 or 3.
  if (article10Condition === 'domestic law' && conditionPart(schedule1, on) === undefined)
    faults.push({ field: 'schedule1', reason: 'Article 10 by domestic law needs a condition of Schedule 1' });
  return faults;
}

function policyDocumentFaults({ schedule1, apdRef }: BasisStatement, on: string): BasisFault[] {
  if (schedule1 === undefined) return [];
  const faults = notInForce('schedule1', schedule1, SCHEDULE_1, on);
  if (SCHEDULE_1[schedule1]?.policyDocument === true && apdRef === undefined)
    faults.push({ field: 'apdRef', reason: `Schedule 1 ${schedule1} needs an appropriate policy document` });
  return faults;
}

function lawEnforcementFaults({ regime, schedule8, apdRef }: BasisStatement, on: string): BasisFault[] {
  if (regime === 'uk-gdpr') {
    if (schedule8 === undefined) return [];
    return [{ field: 'schedule8', reason: 'Schedule 8 belongs to Part 3 of the Data Protection Act 2018, not to the UK GDPR' }];
  }
  // Data Protection Act 2018 section 35(5): sensitive processing needs a Schedule 8 condition and a policy document.
  if (schedule8 === undefined) return [{ field: 'schedule8', reason: 'Part 3 processing about children needs a condition of Schedule 8' }];
  const faults = notInForce('schedule8', schedule8, SCHEDULE_8, on);
  if (apdRef === undefined) faults.push({ field: 'apdRef', reason: 'Part 3 sensitive processing needs an appropriate policy document' });
  return faults;
}

function conditionPart(schedule1: string | undefined, on: string): 1 | 2 | 3 | undefined {
  if (schedule1 === undefined) return undefined;
  const condition = SCHEDULE_1[schedule1];
  return condition !== undefined && inForce(condition, on) ? condition.part : undefined;
}

function notInForce(field: keyof BasisStatement, code: string, table: Readonly<Record<string, LegalEntry>>, on: string): BasisFault[] {
  const entry = Object.hasOwn(table, code) ? table[code] : undefined;
  if (entry === undefined) return [{ field, reason: `the code is not one of ${Object.keys(table).join(', ')}` }];
  return inForce(entry, on) ? [] : [{ field, reason: `${entry.source} is not in force on ${on}` }];
}

function inForce(entry: LegalEntry, on: string): boolean {
  return entry.from <= on && (entry.to === undefined || on <= entry.to);
}
