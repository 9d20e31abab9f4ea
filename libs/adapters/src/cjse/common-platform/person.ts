import type { Address, Coded, Coding, Identifier, Language, PersonName, Telecom } from '@mash-gateway/contracts';
import { POLICE_ETHNICITY } from '../../code-systems/ethnicity.js';
import { OBSERVED_ETHNICITY } from '../../code-systems/observed-ethnicity.js';
import { plainIdentifier } from '../../kit/identifiers.js';
import { kept, present } from '../../kit/texts.js';
import { CP_GENDER, CP_LANGUAGE } from '../codes/codes-common-platform.js';
import { SPI_OBSERVED_ETHNICITY } from '../codes/codes-libra.js';
import type { Demographics } from '../read/facts.js';
import type { JsonPart } from '../read/json-part.js';
import { born, coded, listed, words, type Reading } from '../read/values.js';

/** apiPerson. */
export function personOf(part: JsonPart, reading: Reading): Demographics {
  part.passOver('nationalityId', 'additionalNationalityId');
  const nino = plainIdentifier(
    'other',
    part.text('nationalInsuranceNumber'),
    { ...reading, location: part.place('nationalInsuranceNumber') },
    { system: 'hmrc/national-insurance-number' },
  );
  return present<Demographics>({
    names: kept([nameOf(part, 'official', reading)]),
    birthDate: born(part, 'dateOfBirth', reading),
    gender: coded(part, 'gender', CP_GENDER, reading),
    identifiers: kept<Identifier>([nino]),
    addresses: kept([addressOf(part.one('address'), reading)]),
    telecoms: telecomsOf(part.one('contact'), reading),
    ...ethnicitiesOf(part.one('ethnicity'), reading),
    languages: languagesOf(part, reading),
    communicationNeeds: kept([inWords(part, 'specificRequirements', reading)]),
    disabilities: disabilitiesOf(part, reading),
    nationality: nationalityOf(part, reading),
    occupation: describedBy(part, 'occupationCode', 'occupation', 'common-platform/occupation', reading),
  });
}

/** A name as a person or an alias has it. */
export function nameOf(part: JsonPart, use: PersonName['use'], reading: Reading): PersonName | undefined {
  const name = present<PersonName>({
    use,
    prefix: kept([words(part, 'title', 50, reading)]),
    given: kept([words(part, 'firstName', 150, reading), words(part, 'middleName', 150, reading)]),
    family: words(part, 'lastName', 150, reading),
  });
  return name.given || name.family ? name : undefined;
}

/** apiAddress: five lines and a postcode. */
export function addressOf(part: JsonPart | undefined, reading: Reading, use: Address['use'] = 'home'): Address | undefined {
  const lines = kept([1, 2, 3, 4, 5].map((line) => words(part, `address${line}`, 200, reading)));
  const postcode = words(part, 'postcode', 20, reading);
  return lines.length === 0 && postcode === undefined ? undefined : present<Address>({ use, lines, postcode });
}

/** apiContactNumber. */
export function telecomsOf(part: JsonPart | undefined, reading: Reading): Telecom[] {
  const telecom = (name: string, like: Omit<Telecom, 'value'>): Telecom | undefined => {
    const value = words(part, name, 300, reading);
    return value === undefined ? undefined : { ...like, value };
  };
  return kept([
    telecom('home', { kind: 'phone', use: 'home' }),
    telecom('work', { kind: 'phone', use: 'work' }),
    telecom('mobile', { kind: 'mobile', use: 'mobile' }),
    telecom('fax', { kind: 'fax' }),
    telecom('primaryEmail', { kind: 'email' }),
    telecom('secondaryEmail', { kind: 'email' }),
  ]);
}

/** A code with words in the field beside it; undefined when there is neither. */
export function describedBy(part: JsonPart | undefined, code: string, text: string, system: string, reading: Reading): Coding | undefined {
  const value = words(part, code, 120, reading);
  const display = words(part, text, 500, reading);
  if (value === undefined && display === undefined) return undefined;
  return value === undefined ? present<Coding>({ text: display }) : present<Coding>({ system, code: value, display });
}

/** Self-defined and officer-observed ethnicity stand in one object and stay apart. */
function ethnicitiesOf(part: JsonPart | undefined, reading: Reading): Pick<Demographics, 'ethnicity' | 'observedEthnicity'> {
  part?.passOver('observedEthnicityId', 'selfDefinedEthnicityId');
  const observed = part?.text('observedEthnicityCode')?.startsWith('IC') ? OBSERVED_ETHNICITY : SPI_OBSERVED_ETHNICITY;
  return present<Pick<Demographics, 'ethnicity' | 'observedEthnicity'>>({
    ethnicity: described(
      coded(part, 'selfDefinedEthnicityCode', POLICE_ETHNICITY, reading),
      'unknown',
      words(part, 'selfDefinedEthnicityDescription', 500, reading),
    ),
    observedEthnicity: described(
      coded(part, 'observedEthnicityCode', observed, reading),
      'unknown',
      words(part, 'observedEthnicityDescription', 500, reading),
    ),
  });
}

/** The description is the source's own words, beside the code or alone. */
function described<T extends string>(code: Coded<T> | undefined, otherwise: NoInfer<T>, text: string | undefined): Coded<T> | undefined {
  if (text === undefined) return code;
  return { normalised: code?.normalised ?? otherwise, original: [{ ...code?.original?.[0], text }] };
}

function languagesOf(part: JsonPart, reading: Reading): Language[] {
  const documents = listed(part, 'documentationLanguageNeeds', CP_LANGUAGE, reading);
  const interpreter = words(part, 'interpreterLanguageNeeds', 60, reading);
  return kept([
    interpreter === undefined ? undefined : { language: interpreter, role: 'preferred' as const, interpreterRequired: true },
    documents?.code === undefined
      ? undefined
      : {
          language: CP_LANGUAGE.entries[documents.code]?.normalised ?? documents.code.slice(0, 60),
          role: 'preferred' as const,
          original: [documents],
        },
  ]);
}

function disabilitiesOf(part: JsonPart, reading: Reading): NonNullable<Demographics['disabilities']> {
  const text = words(part, 'disabilityStatus', 500, reading);
  return text === undefined ? [] : [{ normalised: 'other', original: [{ text }] }];
}

/** The contract has one nationality; a second one is kept in its words. */
function nationalityOf(part: JsonPart, reading: Reading): Coding | undefined {
  const first = describedBy(part, 'nationalityCode', 'nationalityDescription', 'common-platform/nationality', reading);
  const second = describedBy(part, 'additionalNationalityCode', 'additionalNationalityDescription', 'common-platform/nationality', reading);
  const further = second?.display ?? second?.text ?? second?.code;
  if (further === undefined) return first;
  return { ...first, text: `${first?.text ?? first?.display ?? ''}; ${further}`.replace(/^; /u, '') };
}

function inWords(part: JsonPart, name: string, reading: Reading): Coding | undefined {
  const text = words(part, name, 2000, reading);
  return text === undefined ? undefined : { text };
}
