/** What OneRoster has and the child record deliberately does not carry, with the reason; columns by their own names. */
export const UNMAPPED: readonly { readonly path: string; readonly reason: string }[] = [
  { path: 'enabledUser', reason: 'Whether an account may be used' },
  { path: 'username', reason: 'An account, not a person' },
  { path: 'password', reason: 'A secret, never carried' },
  { path: 'userProfileSourcedId', reason: 'Key of an account' },
  { path: 'primary', reason: 'Whether a teacher leads the class' },
];

const REASONS: ReadonlyMap<string, string> = new Map(UNMAPPED.map(({ path, reason }) => [path, reason]));

/** The reason a column is not carried, or undefined when it is. */
export function reasonFor(column: string): string | undefined {
  return REASONS.get(column);
}
