import { arrayOf } from '../journal/database/array-literal.js';
import { freshRandom } from '../security/keys/nonces.js';
import type { Transaction } from '../journal/database/transaction.js';
import type { KeyRing } from '../security/keys/key-ring.js';
import type { ChildRegistry, HashedIdentifier, MatchOutcome, RegistryPass, ReviewReason, Sighting } from './child-registry.js';

interface KnownChild {
  readonly childId: string;
  readonly key: () => Buffer;
  /** Hex hash of the identifier known for each kind. */
  readonly identifiers: Map<string, string>;
}

interface NewChild {
  readonly childId: string;
  readonly wrapped: Buffer;
}

interface NewIdentifier extends HashedIdentifier {
  readonly childId: string;
}

/**
 * Exact verified identifiers only, else a new child. Two children are never merged: evidence that points at two of them, or that
 * gives a child a second identifier of one kind, makes a new child for review, and teaches the registry nothing.
 *
 * A later version of a source record goes where its identifiers say. Where they say nothing it stays with the child it was with, if that child
 * is known by this source record alone (it has no identifier, so nobody else's record can be there), or if what the version leaves out is not
 * said to be gone. Else the source no longer says that it is that child, and it does not stay.
 */
export function exactRegistry(ring: KeyRing): ChildRegistry {
  return {
    async open(transaction, { sightings, homes }, at) {
      return new ExactPass(transaction, await load(transaction, sightings, homes, ring), ring, at);
    },
  };
}

class ExactPass implements RegistryPass {
  private readonly children: NewChild[] = [];
  private readonly identifiers: NewIdentifier[] = [];

  constructor(
    private readonly transaction: Transaction,
    private readonly loaded: Loaded,
    private readonly ring: KeyRing,
    private readonly at: Date,
  ) {}

  resolve({ identifiers, unstated }: Sighting, home?: string): MatchOutcome {
    const candidates = new Set(identifiers.flatMap(({ hash }) => this.loaded.byIdentifier.get(hash.toString('hex')) ?? []));
    const before = home === undefined ? undefined : this.loaded.byId.get(home);
    const alone = before?.identifiers.size === 0 ? before : undefined;
    const reason = doubt(identifiers, candidates);
    const [only] = candidates;
    if (reason !== undefined) {
      const { childId, key } = alone ?? this.mint();
      return { kind: 'review', childId, childKey: key(), reason, candidates: [...candidates].map((child) => child.childId) };
    }
    const known = only ?? alone ?? (unstated && identifiers.length === 0 ? before : undefined);
    const child = known ?? this.mint();
    this.learn(child, identifiers);
    return { kind: known === undefined ? 'new' : 'linked', childId: child.childId, childKey: child.key(), candidates: [] };
  }

  async save(): Promise<void> {
    if (this.children.length > 0) {
      await this.transaction.query({
        name: 'insert-children',
        text: 'INSERT INTO children (child_id, created_at, data_key) SELECT c.child_id, $3, c.data_key FROM unnest($1::text[], $2::bytea[]) AS c (child_id, data_key)',
        values: [arrayOf(this.children.map(({ childId }) => childId)), arrayOf(this.children.map(({ wrapped }) => wrapped)), this.at],
      });
    }
    if (this.identifiers.length > 0) {
      await this.transaction.query({
        name: 'insert-identifiers',
        text: `INSERT INTO child_identifiers (identifier_hash, child_id, kind, created_at)
               SELECT i.hash, i.child_id, i.kind, $4 FROM unnest($1::bytea[], $2::text[], $3::text[]) AS i (hash, child_id, kind)`,
        values: [
          arrayOf(this.identifiers.map(({ hash }) => hash)),
          arrayOf(this.identifiers.map(({ childId }) => childId)),
          arrayOf(this.identifiers.map(({ kind }) => kind)),
          this.at,
        ],
      });
    }
  }

  private mint(): KnownChild {
    const childId = `c-${freshRandom(16).toString('base64url')}`;
    const { key, wrapped } = this.ring.newDataKey(childContext(childId));
    this.children.push({ childId, wrapped });
    const child: KnownChild = { childId, key: () => key, identifiers: new Map() };
    this.loaded.byId.set(childId, child);
    return child;
  }

  private learn(child: KnownChild, identifiers: readonly HashedIdentifier[]): void {
    for (const { kind, hash } of identifiers) {
      const hex = hash.toString('hex');
      if (this.loaded.byIdentifier.has(hex)) continue;
      this.loaded.byIdentifier.set(hex, child);
      child.identifiers.set(kind, hex);
      this.identifiers.push({ kind, hash, childId: child.childId });
    }
  }
}

/** What the key of a child is bound to. */
export function childContext(childId: string): string {
  return `child ${childId}`;
}

function doubt(identifiers: readonly HashedIdentifier[], candidates: ReadonlySet<KnownChild>): ReviewReason | undefined {
  if (new Set(identifiers.map(({ kind }) => kind)).size < identifiers.length) return 'two-of-a-kind';
  if (candidates.size > 1) return 'two-children';
  const [only] = candidates;
  const contradicts = identifiers.some(({ kind, hash }) => {
    const present = only?.identifiers.get(kind);
    return present !== undefined && present !== hash.toString('hex');
  });
  return contradicts ? 'other-identifier' : undefined;
}

interface IdentifierRow {
  readonly child_id: string;
  readonly data_key: Buffer;
  readonly kind: string | null;
  readonly identifier_hash: Buffer | null;
}

interface Loaded {
  /** Hex hash of an identifier → the child it belongs to. */
  readonly byIdentifier: Map<string, KnownChild>;
  readonly byId: Map<string, KnownChild>;
}

async function load(transaction: Transaction, sightings: readonly Sighting[], homes: readonly string[], ring: KeyRing): Promise<Loaded> {
  const loaded: Loaded = { byIdentifier: new Map(), byId: new Map() };
  const hashes = sightings.flatMap(({ identifiers }) => identifiers.map(({ hash }) => hash));
  if (hashes.length === 0 && homes.length === 0) return loaded;
  const { rows } = await transaction.query<IdentifierRow>({
    name: 'load-children',
    text: `SELECT c.child_id, c.data_key, i.kind, i.identifier_hash
           FROM (SELECT child_id FROM child_identifiers WHERE identifier_hash = ANY ($1::bytea[])
                 UNION SELECT unnest($2::text[])) AS seen
           JOIN children c USING (child_id) LEFT JOIN child_identifiers i USING (child_id)`,
    values: [arrayOf(hashes), arrayOf(homes)],
  });
  for (const row of rows) {
    const child = loaded.byId.get(row.child_id) ?? knownChild(row, ring);
    loaded.byId.set(row.child_id, child);
    if (row.kind === null || row.identifier_hash === null) continue;
    const hex = row.identifier_hash.toString('hex');
    child.identifiers.set(row.kind, hex);
    loaded.byIdentifier.set(hex, child);
  }
  return loaded;
}

function knownChild({ child_id: childId, data_key: wrapped }: IdentifierRow, ring: KeyRing): KnownChild {
  let opened: Buffer | undefined;
  return { childId, key: () => (opened ??= ring.openDataKey(wrapped, childContext(childId))), identifiers: new Map() };
}
