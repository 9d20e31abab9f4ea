/**
 * What the profile has and the child record deliberately does not carry, with the reason. The conformance spec proves
 * that everything else in the schema changes the record when it is left out of a notice.
 */
export const UNMAPPED: readonly { readonly path: string; readonly reason: string }[] = [
  { path: 'Notice/Extension', reason: "A force's own parts have no place in the contract; each is listed in quality.unmapped" },
  { path: 'Notice/@profile', reason: 'Steers reading; the record names the adapter and its mapping version' },
  { path: 'Notices/@count', reason: 'Checked against the number received and reported when it differs' },
  { path: '@schemaLocation', reason: 'Guides XML tools and says nothing about anybody' },
  { path: 'OccurredTo/@precision', reason: 'The contract keeps the precision of the start' },
  { path: 'MissingFrom/@precision', reason: 'The contract keeps the moment as precise as it is written' },
  { path: 'Ended/@precision', reason: 'The contract keeps the precision of the start' },
  { path: 'FoundAt/@precision', reason: 'The contract keeps the moment as precise as it is written' },
];

/** Attributes of these namespaces guide XML tools and say nothing about anybody: schema locations, xml:lang, declarations. */
export const UNMAPPED_ATTRIBUTE_NAMESPACES: ReadonlySet<string> = new Set([
  'http://www.w3.org/2001/XMLSchema-instance',
  'http://www.w3.org/XML/1998/namespace',
  'http://www.w3.org/2000/xmlns/',
]);
