import type { Column } from './columns.js';

/** What registers hold and the child record deliberately does not carry, with the reason. */
export const UNMAPPED: readonly { readonly column: Column; readonly reason: string }[] = [
  { column: 'registrationGroup', reason: 'Names a class or tutor group inside the school' },
  { column: 'house', reason: 'Names a house inside the school' },
  { column: 'recordedBy', reason: 'Names who took the register, not what it says of the child' },
];
