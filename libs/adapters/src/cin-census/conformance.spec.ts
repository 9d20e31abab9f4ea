import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { ABUSE_CATEGORY } from '../code-systems/abuse-category.js';
import { DISABILITY } from '../code-systems/disability.js';
import { DFE_ETHNICITY } from '../code-systems/ethnicity.js';
import { DFE_GENDER, DFE_SEX, DIGIT_GENDER } from '../code-systems/gender.js';
import type { PublishedTable } from '../code-systems/published-table.js';
import { REFERRAL_SOURCE } from '../code-systems/referral-source.js';
import { UPN_UNKNOWN } from '../code-systems/upn-unknown.js';
import { codesOfSystem, conformanceChecks, type ConformanceOptions } from '../conformance/index.js';
import { ASSESSMENT_FACTOR, CLOSURE_REASON, PRIMARY_NEED, YES_NO } from './codes.js';
import { cinCensus } from './index.js';
import { childrenOf } from './testing/children-of.js';
import { UNMAPPED } from './unmapped.js';

const tables: Readonly<Record<string, PublishedTable<string>>> = {
  ABUSE_CATEGORY,
  ASSESSMENT_FACTOR,
  CLOSURE_REASON,
  DFE_ETHNICITY,
  DFE_GENDER,
  DFE_SEX,
  DIGIT_GENDER,
  DISABILITY,
  PRIMARY_NEED,
  REFERRAL_SOURCE,
  UPN_UNKNOWN,
};

const options: ConformanceOptions = {
  fixturesDir: fileURLToPath(new URL('fixtures', import.meta.url)),
  mediaTypes: { xml: 'application/xml' },
  unmapped: UNMAPPED,
  codeTables: [
    ...Object.entries(tables).map(([name, table]) => codesOfSystem(name, table.system, Object.keys(table.entries))),
    // An answer has no place for its code: the element in the input shows that it was reached.
    {
      name: 'YES_NO',
      codes: [...YES_NO.keys()],
      reached: ({ text }) => [...YES_NO.keys()].filter((code) => text.includes(`<ReferralNFA>${code}</ReferralNFA>`)),
    },
  ],
  bodyOf: childrenOf,
};

test.each(conformanceChecks(cinCensus, options))(
  '$name',
  async ({ run }) => {
    await expect(run()).resolves.toBeUndefined();
  },
  120_000,
);
