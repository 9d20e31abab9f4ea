import type { MappedRecord } from '@mash-gateway/contracts';
import type { HashParts, KeyRing } from '../../security/keys/key-ring.js';

/** Who sent a submission through which feed, and the hash of its bytes. */
export interface Provenance {
  readonly clientId: string;
  readonly feedId: string;
  readonly sha256: string;
}

/** What a statement is known by, all keyed hashes. */
export interface StatementIdentity {
  /** The source record, for order among its versions; absent when the source gives no id. */
  readonly sourceKey?: Buffer;
  /** The statement: source record and version, or, without a version, the submission's bytes and the position. */
  readonly statementKey: Buffer;
  /** What it says, to tell a repeat from a change under the same version. */
  readonly contentHash: Buffer;
  readonly version?: SourceVersion;
  readonly parts: HashParts;
}

/** A version that can be compared with others of its kind: the source's own order, a whole number, or a moment. */
interface SourceVersion {
  readonly kind: 'sequence' | 'number' | 'moment';
  readonly order: number;
}

/** @param mappingVersion makes a statement of its own of what another mapping said before */
export function identify(
  ring: KeyRing,
  { clientId, feedId, sha256 }: Provenance,
  position: number,
  record: MappedRecord,
  mappingVersion?: string,
): StatementIdentity {
  const { sourceRecordId, sourceVersion, sequence } = record.source;
  const stated = sourceRecordId === undefined ? undefined : (sourceVersion ?? sequence);
  const told = stated === undefined ? ['bytes', sha256, position] : ['version', stated];
  const parts = [clientId, feedId, sourceRecordId ?? null, ...told, ...(mappingVersion === undefined ? [] : ['mapping', mappingVersion])];
  const version = sourceRecordId === undefined ? undefined : comparable(sourceVersion, sequence);
  return {
    parts,
    statementKey: ring.lookup(['statement', ...parts]),
    contentHash: ring.lookup(['content', content(record)]),
    ...(sourceRecordId === undefined ? {} : { sourceKey: ring.lookup(['source', clientId, feedId, sourceRecordId]) }),
    ...(version === undefined ? {} : { version }),
  };
}

/**
 * @param occurrence 0 for the first statement with these parts; counts further ones: a source that says something else under the same
 *   version, or says again what it had replaced in between (A, B, A)
 */
export function recordIdOf(ring: KeyRing, parts: HashParts, occurrence: number): string {
  return `r-${ring.identity(['record', ...parts, ...nth(occurrence)])}`;
}

/**
 * The `ce_id`: the same for every repeat of one statement to one recipient, and the same whether it was shared at once or held first.
 * @param recordId stands for all that it is the keyed hash of: client, feed, source record, version (or bytes and position), occurrence
 */
export function eventIdOf(ring: KeyRing, recipient: string, recordId: string): string {
  return `e-${ring.identity(['event', recipient, recordId])}`;
}

/** The `ce_id` by which a record is taken back from one recipient: it happens once. */
export function withdrawalIdOf(ring: KeyRing, recipient: string, recordId: string): string {
  return `e-${ring.identity(['withdrawal', recipient, recordId])}`;
}

/** For the submission itself: the same bytes from the same client on the same feed. */
export function contentHashOf(ring: KeyRing, { clientId, feedId, sha256 }: Provenance): Buffer {
  return ring.lookup(['submission', clientId, feedId, sha256]);
}

export function idempotencyHashOf(ring: KeyRing, clientId: string, feedId: string, key: string): Buffer {
  return ring.lookup(['idempotency', clientId, feedId, key]);
}

function nth(occurrence: number): readonly number[] {
  return occurrence === 0 ? [] : [occurrence];
}

/** Without what may differ between two tellings of the same: where it stood, when it came, and remarks on quality. */
function content(record: MappedRecord): string {
  const source = { ...record.source, position: undefined, receivedAt: undefined, submissionId: undefined };
  return JSON.stringify({ ...record, quality: undefined, source });
}

/** With its offset: without one the order would hang on the time zone of this machine. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(?:Z|[+-]\d{2}:\d{2})$/;

function comparable(version: string | undefined, sequence: number | undefined): SourceVersion | undefined {
  if (sequence !== undefined) return { kind: 'sequence', order: sequence };
  if (version === undefined) return undefined;
  // Orders are kept in clear: a source that puts an NHS number where its version belongs gets no order (seconds since 1970 start with 1).
  if (/^[3-9]\d{9}$/.test(version)) return undefined;
  const whole = Number(version);
  if (/^\d+$/.test(version) && Number.isSafeInteger(whole)) return { kind: 'number', order: whole };
  const moment = MOMENT.test(version) ? Date.parse(version) : Number.NaN;
  return Number.isNaN(moment) ? undefined : { kind: 'moment', order: moment };
}
