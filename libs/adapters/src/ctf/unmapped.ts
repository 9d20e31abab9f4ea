/** What CTF has and the child record deliberately does not carry, with the reason. Parts of a pupil are listed in each record that holds them. */
export const UNMAPPED: readonly { readonly path: string; readonly reason: string }[] = [
  { path: 'Header/SuppInfo', reason: 'Agreed between two systems, without a published meaning' },
  { path: 'Pupil/NAWdetails', reason: 'Questions asked in Wales only, about Welsh speech and identity' },
  { path: 'Pupil/SuppInfo', reason: 'Agreed between two systems, without a published meaning' },
  { path: '@nil', reason: 'Says to XML tools that an element is empty, which its emptiness says already' },
];

const REASONS: ReadonlyMap<string, string> = new Map(UNMAPPED.map(({ path, reason }) => [path, reason]));

/** The reason a path is not carried, or undefined when it should have been. */
export function reasonFor(path: string): string | undefined {
  return REASONS.get(path);
}
