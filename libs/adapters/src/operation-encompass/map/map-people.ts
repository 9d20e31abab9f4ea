import {
  codes,
  type Address,
  type Identifier,
  type InvolvedPerson,
  type PersonName,
  type Professional,
  type Telecom,
} from '@mash-gateway/contracts';
import { birthDate } from '../../kit/dates.js';
import { uprn } from '../../kit/identifiers.js';
import { fitList, kept, present } from '../../kit/texts.js';
import { ADULT_PART } from '../codes.js';
import { list } from '../namespace.js';
import type { Group } from '../read/tree.js';
import { codeIn, datesAt, textIn, textsIn, truthIn, wordIn, type Reading } from './values.js';

/** A name; undefined when nothing of it is there. */
export function nameOf(group: Group | undefined, use: PersonName['use'], reading: Reading): PersonName | undefined {
  const given = textsIn(group, 'given', 150, reading);
  const family = textIn(group, 'family', 150, reading);
  const text = textIn(group, 'text', 300, reading);
  if (group === undefined || (family === undefined && text === undefined && given.length === 0)) return undefined;
  return present<PersonName>({ use, family, given: fitList(given, 15, group.place('given'), reading.report), text });
}

/** An officer or key adult; undefined when nobody is named. */
export function professionalOf(
  group: Group | undefined,
  reading: Reading,
  organisation?: Professional['organisation'],
): Professional | undefined {
  const text = textIn(group, 'name', 200, reading);
  const number = textIn(group, 'number', 100, reading);
  const identifiers: Identifier[] =
    number === undefined ? [] : [{ type: 'local', system: list('collar-number'), value: number, status: 'unverified' }];
  const professional = present<Professional>({
    role: textIn(group, 'role', 200, reading),
    team: textIn(group, 'team', 200, reading),
    name: text === undefined ? undefined : { use: 'usual', text },
    identifiers,
    telecoms: telecomsOf(group, reading),
  });
  if (Object.keys(professional).length === 0) return undefined;
  return organisation === undefined ? professional : { ...professional, organisation };
}

/** An address and whether it must not be disclosed. */
export function addressOf(group: Group | undefined, use: Address['use'], reading: Reading): Address | undefined {
  if (group === undefined) return undefined;
  const written = group.value('uprn');
  const parts = present<Omit<Address, 'use'>>({
    lines: fitList(textsIn(group, 'lines', 200, reading), 10, group.place('lines'), reading.report),
    town: textIn(group, 'town', 200, reading),
    county: textIn(group, 'county', 200, reading),
    postcode: textIn(group, 'postcode', 20, reading),
    uprn: written && uprn(written.text, { location: written.location, report: reading.report }),
    // What is neither true nor false hides too: when in doubt, withhold.
    confidential: truthIn(group, 'hidden', true, reading) === true ? true : undefined,
  });
  return Object.keys(parts).length === 0 ? undefined : { use, ...parts };
}

/** With 49 other children they fill the hundred people, and with the child the fifty parts, that a record may have. */
const MOST_ADULTS = 49;

/** The adults of a family, as one child's record names them. */
export function adultsOf(family: Group, reading: Reading): InvolvedPerson[] {
  const groups = fitList(family.groups('adults'), MOST_ADULTS, family.place('adults'), reading.report);
  return groups.map((group, index) => adultOf(group, `p${index + 1}`, reading));
}

/** Part and role of an adult: a suspect's details are restricted, for the abuser must not be warned nor spread. */
function adultOf(group: Group, personId: string, reading: Reading): InvolvedPerson {
  const part = codeIn(group, 'part', ADULT_PART, reading);
  const relationship = wordIn(group, 'relationship', codes.RELATIONSHIP_KINDS, reading);
  const lives = wordIn(group, 'livesWithChildren', codes.YES_NO, reading);
  const born = group.value('birthDate');
  const role = codes.PERSON_ROLES.find((word) => word === relationship) ?? 'unknown';
  return present<InvolvedPerson>({
    personId,
    roles: [...(part === undefined ? [] : [part]), { normalised: role }],
    relationshipToChild:
      relationship === undefined
        ? undefined
        : { normalised: relationship, original: [{ system: list('relationship'), code: relationship }] },
    visibility: part?.normalised === 'suspect' ? 'restricted' : visibilityOf(relationship),
    names: kept([nameOf(group.group('name'), 'usual', reading)]),
    birthDate: born && birthDate(born.text, datesAt(born, reading)),
    livesWithChild: lives,
  });
}

const NO_FAMILY: ReadonlySet<string> = new Set(['none', 'other', 'unknown', 'associate', 'professional']);

function visibilityOf(relationship: string | undefined): InvolvedPerson['visibility'] {
  return relationship === undefined || NO_FAMILY.has(relationship) ? 'third-party' : 'normal';
}

function telecomsOf(group: Group | undefined, reading: Reading): Telecom[] {
  const telephones = textsIn(group, 'telephones', 300, reading).map((value): Telecom => ({ kind: 'phone', value, use: 'work' }));
  const emails = textsIn(group, 'emails', 300, reading).map((value): Telecom => ({ kind: 'email', value, use: 'work' }));
  const all = [...telephones, ...emails];
  return group === undefined ? all : fitList(all, 10, group.place('telephones'), reading.report);
}
