/**
 * Names of the elements between the root and what is read, which a path may tell before anything in them was read. Other
 * names are told once the mapping has asked for them; a name is the sender's to choose, even in a namespace of NIEM.
 */
export const KNOWN_NAMES: ReadonlySet<string> = new Set([
  'Associations',
  'Digest',
  'EntityActivity',
  'EntityEmail',
  'EntityLocation',
  'EntityOrganization',
  'EntityPerson',
  'EntityTangibleItem',
  'EntityTelephoneNumber',
  'EntityVehicle',
  'IncidentReport',
  'StructuredPayload',
  'ArrestAugmentation',
  'ArrestSubject',
  'ArrestSubjectAugmentation',
  'Person',
  'PersonAugmentation',
  'Victim',
  'VictimAugmentation',
  'Subject',
  'SubjectAugmentation',
  'SubjectVictimAssociation',
  'SubjectVictimAssociationAugmentation',
]);
