import type { Identifier } from '@mash-gateway/contracts';
import { cro, nhsNumber, plainIdentifier, pncId, upn } from '../../kit/identifiers.js';
import { kept, present } from '../../kit/texts.js';
import type { Node } from '../read/node.js';
import type { Facts } from './facts.js';

/** Identification elements of a person (nc, j), in NIEM 2.x and later. */
const ELEMENTS = [
  'PersonOtherIdentification',
  'PersonStateIdentification',
  'PersonNationalIdentification',
  'PersonSSNIdentification',
  'PersonTaxIdentification',
  'PersonLicenseIdentification',
  'PersonPassportIdentification',
  'PersonStateFingerprintIdentification',
  'PersonFBIIdentification',
  'PersonIdentification',
  'StudentIdentification',
] as const;

/** Categories in words that name a number of this country, for senders here who use NIEM. */
const NATIONAL: ReadonlyMap<string, typeof nhsNumber> = new Map([
  ['nhs number', nhsNumber],
  ['upn', upn],
  ['unique pupil number', upn],
  ['pnc id', pncId],
  ['cro number', cro],
]);

/** Numbers of a person. NIEM vouches for none of them, so none is verified. */
export function identifiersOf(
  facts: Facts,
  sourceId: { readonly node: Node; readonly owner: string | undefined } | undefined,
): Identifier[] {
  const licences = facts.all('DriverLicense').flatMap((licence) => licence.many('DriverLicenseIdentification'));
  const own = [...facts.all(...ELEMENTS), ...licences].map((node) => identifierOf(node, facts));
  return kept([...own, sourceId && sourceIdentifier(sourceId.node, sourceId.owner, facts)]);
}

function identifierOf(node: Node, facts: Facts): Identifier | undefined {
  const { reading } = facts;
  const id = node.one('IdentificationID') ?? (node.text === undefined ? undefined : node);
  const category = reading.text(node.one('IdentificationCategoryText', 'IdentificationCategoryDescriptionText'), 100);
  const issuer = node.one(
    'IdentificationSourceText',
    'IdentificationJurisdictionText',
    'IdentificationJurisdictionNCICLISCode',
    'IdentificationJurisdictionNCICRESCode',
    'IdentificationJurisdictionNCICLSTACode',
  );
  const start = reading.moment(node.one('IdentificationEffectiveDate'));
  const end = reading.moment(node.one('IdentificationExpirationDate'));
  const further = present<Pick<Identifier, 'system' | 'period' | 'assigner'>>({
    system: `${node.element.uri}#${node.name}`,
    period: start === undefined && end === undefined ? undefined : present({ start, end }),
    assigner: category === undefined ? reading.text(issuer, 200) : joined(category, reading.text(issuer, 100)),
  });
  if (id === undefined) return undefined;
  const at = reading.at(id);
  const national = category === undefined ? undefined : NATIONAL.get(category.toLowerCase());
  return national ? national(id.text, at, further) : plainIdentifier('local', id.text, at, further);
}

/** The number of the person in the source system: what makes a source record the same one in the next message. */
function sourceIdentifier(node: Node, owner: string | undefined, facts: Facts): Identifier | undefined {
  const further = present<Pick<Identifier, 'system' | 'assigner'>>({ system: `${node.element.uri}#${node.name}`, assigner: owner });
  return plainIdentifier('police-nominal', node.text, facts.reading.at(node), further);
}

/** The category in words has no other place: it says what kind of number the issuer gave. */
function joined(category: string, issuer: string | undefined): string {
  return issuer === undefined ? category : `${issuer}: ${category}`;
}
