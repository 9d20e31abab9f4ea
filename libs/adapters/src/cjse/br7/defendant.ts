import type { Address, Coding, Identifier, Measure, PersonName } from '@mash-gateway/contracts';
import { DIGIT_GENDER } from '../../code-systems/gender.js';
import { asn, cro, plainIdentifier, pncId } from '../../kit/identifiers.js';
import { IssueList, notice } from '../../kit/issues.js';
import { fitText, kept, present } from '../../kit/texts.js';
import { PRESENT, REMAND_STATUS } from '../codes/codes-cjs.js';
import type { ElementPart } from '../read/element-part.js';
import type { Demographics, Party } from '../read/facts.js';
import { born, coded, codedFact, fact, listed, ownWords, words, type Reading } from '../read/values.js';
import { offenceOf } from './offence.js';
import { resultOf } from './result.js';

/** BR7 HearingDefendant. BR7 names no victims, witnesses or parents. */
export function defendantOf(part: ElementPart, hearing: ElementPart | undefined, pnc: ElementPart | undefined, now: Date): Party {
  const issues = new IssueList();
  const reading = { report: issues.report, now };
  part.passOver('PNCCheckname');
  const summons = asn(part.text('ArrestSummonsNumber'), { ...reading, location: part.place('ArrestSummonsNumber') });
  const detail = part.one('DefendantDetail');
  const results = part.many('Result').map((result) => resultOf(result, reading));
  const offences = part.many('Offence').map((offence) => offenceOf(offence, reading));
  if (detail === undefined) part.passOver('OrganisationName');
  return {
    path: part.path,
    part: 'defendant',
    key: summons?.value,
    person: detail && personOf(detail, part, kept([summons, ...numbers(part, pnc, reading)]), reading),
    youth: undefined,
    markers: [],
    family: [],
    representatives: [],
    offences,
    codes: exceptions(part, reading),
    outcomes: kept([listed(part, 'RemandStatus', REMAND_STATUS, reading), ...results.flatMap(({ code, outcomes }) => [code, ...outcomes])]),
    measures: kept([
      hearing && codedFact('Present at hearing', listed(hearing, 'DefendantPresentAtHearing', PRESENT, reading)),
      ...conditions(part, reading),
      ...results.flatMap(({ measures }) => measures),
    ]),
    next: kept(results.map(({ next }) => next)),
    issues,
  };
}

function personOf(detail: ElementPart, part: ElementPart, identifiers: Identifier[], reading: Reading): Demographics {
  detail.passOver('GeneratedPNCFilename');
  return present<Demographics>({
    names: kept([nameOf(detail.one('PersonName'), reading)]),
    birthDate: born(detail, 'BirthDate', reading),
    gender: coded(detail, 'Gender', DIGIT_GENDER, reading),
    identifiers,
    addresses: kept([addressOf(part.one('Address'), reading)]),
  });
}

function nameOf(part: ElementPart | undefined, reading: Reading): PersonName | undefined {
  if (part === undefined) return undefined;
  const name = present<PersonName>({
    use: 'official',
    prefix: kept([words(part, 'Title', 50, reading)]),
    given: kept(part.many('GivenName').map((given) => ownWords(given, 150, reading))),
    family: words(part, 'FamilyName', 150, reading),
    suffix: kept([words(part, 'Suffix', 50, reading)]),
  });
  return name.given || name.family ? name : undefined;
}

function addressOf(part: ElementPart | undefined, reading: Reading): Address | undefined {
  const lines = kept([1, 2, 3, 4, 5].map((line) => words(part, `AddressLine${line}`, 200, reading)));
  const postcode = words(part, 'PostCode', 20, reading);
  return lines.length === 0 && postcode === undefined ? undefined : present<Address>({ use: 'home', lines, postcode });
}

/** The PNC's own answer (CXE01/IDS) repeats the PNC id and alone has the CRO number. The same number is listed once. */
function numbers(part: ElementPart, pnc: ElementPart | undefined, { report }: Reading): Identifier[] {
  const ids = pnc?.one('IDS');
  ids?.attribute('Checkname');
  ids?.attribute('IntfcUpdateType');
  const driver = plainIdentifier(
    'other',
    part.text('DriverNumber'),
    { report, location: part.place('DriverNumber') },
    { system: 'dvla/driver-number' },
  );
  const found = kept([
    pncId(part.text('PNCIdentifier'), { report, location: part.place('PNCIdentifier') }),
    pncId(part.text('CourtPNCIdentifier'), { report, location: part.place('CourtPNCIdentifier') }),
    pncId(ids?.attribute('PNCID'), { report, location: ids?.place('@PNCID') ?? '/' }),
    cro(part.text('CRONumber'), { report, location: part.place('CRONumber') }),
    cro(ids?.attribute('CRONumber'), { report, location: ids?.place('@CRONumber') ?? '/' }),
    driver,
  ]);
  return [...new Map(found.map((identifier) => [`${identifier.type} ${identifier.value}`, identifier])).values()];
}

function conditions(part: ElementPart, reading: Reading): (Measure | undefined)[] {
  return [
    ...part.many('BailConditions').map((item) => {
      const value = ownWords(item, 4000, reading);
      return value === undefined ? undefined : { name: 'Bail conditions', value };
    }),
    fact(part, 'ReasonForBailConditions', 'Reason for bail conditions', reading),
  ];
}

/** Values that Bichard marks with an exception (attribute Error): kept as written, flagged, with the code of the exception. */
function exceptions(part: ElementPart, { report }: Reading): Coding[] {
  const codes = [...part.visited()].map((visited) => {
    const code = fitText(visited.attribute('Error'), 120, `${visited.path}/@Error`, report);
    if (code !== undefined) report(notice('format.value', visited.path, 'The source marks this value with an exception of its own'));
    return code;
  });
  return [...new Set(kept(codes))].map((code) => ({ system: 'bichard7/exception', code }));
}
