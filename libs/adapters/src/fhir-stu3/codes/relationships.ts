import { RELATION, type Relation } from '../../fhir/codes/codes-people.js';
import { lookup } from '../../fhir/read/lookup.js';

const relation = (role: Relation['role'], kin: Relation['kin']): Relation => ({ role, kin });
const OTHER = relation('other', 'other');
const PARTNER = relation('other', 'partner');
const CHILD = relation('other-relative', 'child');
const RELATIVE = relation('other-relative', 'other-relative');
const GRANDPARENT = relation('grandparent', 'grandparent');
const UNKNOWN = relation('unknown', 'unknown');

/** https://fhir.nhs.uk/STU3/CodeSystem/PersonRelationshipType-1. */
export const PERSON_RELATIONSHIP: Readonly<Record<string, Relation>> = lookup({
  '01': PARTNER,
  '02': PARTNER,
  '03': relation('parent', 'parent'),
  '05': relation('guardian', 'guardian'),
  '06': relation('foster-carer', 'foster-carer'),
  '07': relation('step-parent', 'step-parent'),
  '08': PARTNER,
  '09': CHILD,
  '10': OTHER,
  '11': OTHER,
  '12': relation('mother', 'mother'),
  '13': relation('father', 'father'),
  '14': relation('sibling', 'sibling'),
  '15': relation('sibling', 'sibling'),
  '16': RELATIVE,
  '17': OTHER,
  '18': OTHER,
  '19': OTHER,
  '20': relation('carer', 'carer'),
  '22': PARTNER,
  '23': PARTNER,
  '24': GRANDPARENT,
  '25': GRANDPARENT,
  '26': GRANDPARENT,
  '27': GRANDPARENT,
  '28': RELATIVE,
  '29': RELATIVE,
  '30': relation('aunt-or-uncle', 'aunt-or-uncle'),
  '31': relation('aunt-or-uncle', 'aunt-or-uncle'),
  '32': RELATIVE,
  '33': RELATIVE,
  '34': relation('step-parent', 'step-parent'),
  '35': relation('step-parent', 'step-parent'),
  '36': RELATIVE,
  '37': RELATIVE,
  '38': PARTNER,
  '39': relation('other', 'former-partner'),
  '40': relation('other', 'former-partner'),
  '41': relation('other', 'former-partner'),
  '42': CHILD,
  '43': CHILD,
  '44': GRANDPARENT,
  '45': RELATIVE,
  '46': relation('associate', 'associate'),
  '47': OTHER,
  '48': relation('associate', 'associate'),
  '49': relation('guardian', 'guardian'),
  '50': PARTNER,
  '51': relation('household-member', 'household-member'),
  '98': UNKNOWN,
  '99': UNKNOWN,
});

/** Relationship codes of STU3 messages: those of R4 (HL7's have the same codes under other uris) and those of the NHS. */
export const RELATIONS: Readonly<Record<string, Relation>> = lookup({ ...RELATION, ...PERSON_RELATIONSHIP });
