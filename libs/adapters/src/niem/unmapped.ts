/**
 * What the standards have and the child record deliberately does not carry, with the reason. A path matches where its
 * names stand together; in a record it is told in `quality.unmapped`.
 */
export const UNMAPPED: readonly { readonly path: string; readonly reason: string }[] = [
  { path: '@schemaLocation', reason: 'Guides XML tools and says nothing about anybody' },
  { path: '@nil', reason: 'Guides XML tools; an element without content says nothing' },
  { path: 'LEXSVersion', reason: 'Named in the standard of the record' },
  { path: 'MessageImplementationVersion', reason: 'Named in the standard of the record' },
  { path: 'MessageSubmittingOrganization', reason: 'Who passes the message on; the record names who holds the item' },
  { path: 'SystemIdentifier', reason: 'Who passes the message on, where the item names who holds it' },
  { path: 'DataOwnerContact', reason: 'Contact of the owner, where the item has a contact of its own' },
  { path: 'SystemContact', reason: 'Technical contact of the sending system' },
  { path: 'StructuredPayloadMetadata', reason: 'Names the payload, which is read where it stands' },
  { path: 'DistributionText', reason: 'Steers the sending system' },
  { path: 'LastUpdatedDate', reason: 'Versions are ordered by the message, which says when it was written' },
  { path: 'DirectReportingCityIdentification', reason: 'Names no agency of the record' },
  { path: 'PersonEyeColorCode', reason: 'Descriptions of appearance have no place in the child record' },
  { path: 'PersonHairColorCode', reason: 'Descriptions of appearance have no place in the child record' },
  { path: 'PersonHeightMeasure', reason: 'Descriptions of appearance have no place in the child record' },
  { path: 'PersonWeightMeasure', reason: 'Descriptions of appearance have no place in the child record' },
  { path: 'PersonDigitalImage', reason: 'Images are never carried inline' },
  { path: 'ItemValue', reason: 'The worth of property says nothing about a child' },
  { path: 'ItemQuantity', reason: 'The worth of property says nothing about a child' },
  { path: 'SubstanceQuantityMeasure', reason: 'Kept as the kind of drug alone' },
  { path: 'OffenseCargoTheftIndicator', reason: 'Says nothing about a child' },
  { path: 'IncidentExceptionalClearanceDate', reason: 'The contract has no date of an outcome' },
  { path: 'ArresteeClearanceIndicator', reason: 'Statistics of the police agency' },
  { path: 'EnforcementOfficialActivityCategoryCode', reason: "An officer's work is no part of a child's record" },
  { path: 'EnforcementOfficialAssignmentCategoryCode', reason: "An officer's work is no part of a child's record" },
  { path: 'LocationTwoDimensionalGeographicCoordinate', reason: 'The contract has British grid references only' },
  { path: 'LocationMapLocation', reason: 'The contract has British grid references only' },
];

/** Reasons by the name of the element. */
export const UNMAPPED_NAMES: ReadonlyMap<string, string> = new Map(
  UNMAPPED.filter(({ path }) => !path.startsWith('@')).map(({ path, reason }) => [path, reason]),
);
