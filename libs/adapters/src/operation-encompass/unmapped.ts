/** What the profile has and the child record deliberately does not carry, with the reason. */
export const UNMAPPED: readonly { readonly path: string; readonly reason: string }[] = [
  { path: 'profile', reason: 'Steers reading; the record names the adapter and its mapping version' },
  { path: 'Profile', reason: 'Steers reading; the record names the adapter and its mapping version' },
  { path: '@schemaLocation', reason: 'Guides XML tools and says nothing about anybody' },
];

/** Attributes of these namespaces guide XML tools and say nothing about anybody: schema locations, xml:lang, declarations. */
export const UNMAPPED_ATTRIBUTE_NAMESPACES: ReadonlySet<string> = new Set([
  'http://www.w3.org/2001/XMLSchema-instance',
  'http://www.w3.org/XML/1998/namespace',
  'http://www.w3.org/2000/xmlns/',
]);
