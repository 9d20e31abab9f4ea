import { describe, expect, test } from '@jest/globals';
import { codes } from '@mash-gateway/contracts';
import { fileURLToPath } from 'node:url';
import { conformanceChecks, codesOfSystem, type CodeTableUse, type ConformanceOptions } from '../conformance/index.js';
import type { AdapterInput } from '../kit/adapter.js';
import { policeNotice } from './adapter.js';
import { CHILD_PARTS, ETHNICITY, GENDER, NOTICE_TYPES, OBSERVED_ETHNICITY, ROLES, SEX } from './codes.js';
import { GRADE_SCHEMES, normalisedGrade } from './codes-grades.js';
import { CATEGORIES } from './map-category.js';
import { list, NAMESPACE } from './namespace.js';
import { UNMAPPED } from './unmapped.js';

/** Parts of the fixtures that no notice has: what is proved of them is that each is reported. */
const NOT_OF_THE_PROFILE = ['Notices/Covering', 'Child/@colour', 'BirthDate/@calendar', 'Child/Hair', 'Child/Tag', 'Notice/Weather'].map(
  (path) => ({ path, reason: 'Not in the profile; reported as an unknown field' }),
);

const options: ConformanceOptions = {
  fixturesDir: fileURLToPath(new URL('fixtures', import.meta.url)),
  mediaTypes: { xml: 'application/xml' },
  unmapped: [...UNMAPPED, ...NOT_OF_THE_PROFILE],
  codeTables: [
    codesOfSystem('gender', list('DS_037'), Object.keys(GENDER.entries)),
    codesOfSystem('sex', list('sex'), Object.keys(SEX.entries)),
    codesOfSystem('ethnicity', list('DS_038'), Object.keys(ETHNICITY.entries)),
    codesOfSystem('observed ethnicity', list('DS_112'), Object.keys(OBSERVED_ETHNICITY.entries)),
    codesOfSystem('relationships', list('DS_047'), codes.RELATIONSHIP_KINDS),
    codesOfSystem('roles of persons', list('person-role'), ROLES),
    codesOfSystem('roles of children', list('child-role'), [...CHILD_PARTS.keys()]),
    codesOfSystem('concern categories', list('concern'), CATEGORIES),
    codesOfSystem('kinds of notice', list('notice-type'), [...NOTICE_TYPES.keys()]),
    severities(),
  ],
  bodyOf: batchOf,
};

describe('the police notice adapter conforms', () => {
  test.each(conformanceChecks(policeNotice, options))(
    '$name',
    async ({ run }) => {
      await expect(run()).resolves.toBeUndefined();
    },
    120_000,
  );
});

/** Schemes with the normalised grades they have, as fixtures show them. */
function severities(): CodeTableUse {
  const words = [
    'red',
    'amber',
    'green',
    'blue',
    'immediate',
    'high',
    'medium',
    'standard',
    'low',
    'level 1',
    'level 2',
    'level 3',
    'level 4',
  ];
  const graded = GRADE_SCHEMES.flatMap((scheme) =>
    words.flatMap((word) => {
      const normalised = normalisedGrade(scheme, word);
      return normalised === undefined ? [] : [`${scheme} ${normalised}`];
    }),
  );
  return {
    name: 'grades',
    codes: [...new Set(graded)],
    reached: ({ items }) =>
      items.flatMap((item) =>
        item.kind === 'record'
          ? (item.record.information ?? []).flatMap((entry) =>
              (entry.severities ?? []).map(({ scheme, normalised }) => `${scheme} ${normalised}`),
            )
          : [],
      ),
  };
}

/** A batch of that many one-child notices. */
function batchOf(records: number): AdapterInput {
  const notice = (n: number): string =>
    `<Notice profile="1.0"><Header><Force code="99">Exampleshire Police</Force><Reference>B-${n}</Reference><Type>ppn</Type>` +
    '<Version>1</Version><Change>new</Change><Authored>2026-11-20T22:05:00Z</Authored></Header><Incident>' +
    '<OccurredFrom>2026-11-20</OccurredFrom><Category code="neglect"/><Narrative>Left alone.</Narrative></Incident><Children>' +
    '<Child id="k1"><Name><GivenName>Rowan</GivenName><Surname>Sample</Surname></Name><BirthDate>01/05/2017</BirthDate></Child></Children></Notice>\n';
  return {
    mediaType: 'application/xml',
    async *open() {
      await Promise.resolve();
      yield Buffer.from(`<Notices xmlns="${NAMESPACE}" count="${records}">`);
      for (let n = 0; n < records; n += 10)
        yield Buffer.from(Array.from({ length: Math.min(10, records - n) }, (_, index) => notice(n + index)).join(''));
      yield Buffer.from('</Notices>');
    },
  };
}
