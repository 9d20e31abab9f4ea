import type { Identifier } from '@mash-gateway/contracts';
import { plainIdentifier, type IdentifierReading } from '../../kit/identifiers.js';

/** A RefId as it is compared: 32 hexadecimal digits, in either case, with or without the marks of a GUID (SIF 2.6 RefIdType). */
export function refKey(refId: string): string {
  return refId.replace(/[{}\s-]/gu, '').toUpperCase();
}

/** A RefId as a local number; its marks and case are layout, and two messages about one object may differ in them. */
export function refIdentifier(refId: string | undefined, system: string, reading: IdentifierReading): Identifier | undefined {
  return plainIdentifier('local', refId === undefined ? undefined : refKey(refId), reading, { system });
}
