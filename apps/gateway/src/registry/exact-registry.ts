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
 */
export function exactRegistry(ring: KeyRing): ChildRegistry {
  return {
    async open(transaction, sightings, at) {
      const known = await load(transaction, sightings, ring);
      return new ExactPass(transaction, known, ring, at);
    },
  };
}

class ExactPass implements RegistryPass {
  private readonly children: NewChild[] = [];
  private readonly identifiers: NewIdentifier[] = [];

  constructor(
    private readonly transaction: Transaction,
    /** Hex hash of an identifier → the child it belongs to. */
    private readonly known: Map<string, KnownChild>,
    private readonly ring: KeyRing,
    private readonly at: Date,
  ) {}

  resolve({ identifiers }: Sighting): MatchOutcome {
    const candidates = new Set(identifiers.flatMap(({ hash }) => this.known.get(hash.toString('hex')) ?? []));
    const reason = doubt(identifiers, candidates);
    const [only] = candidates;
    if (reason !== undefined) {
      const { childId, key } = this.mint();
      return { kind: 'review', childId, childKey: key(), reason, candidates: [...candidates].map((child) => child.childId) };
    }
    const child = only ?? this.mint();
    this.learn(child, identifiers);
    return { kind: only === undefined ? 'new' : 'linked', childId: child.childId, childKey: child.key(), candidates: [] };
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
    return { childId, key: () => key, identifiers: new Map() };
  }

  private learn(child: KnownChild, identifiers: readonly HashedIdentifier[]): void {
    for (const { kind, hash } of identifiers) {
      const hex = hash.toString('hex');
      if (this.known.has(hex)) continue;
      this.known.set(hex, child);
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
  readonly kind: string;
  readonly identifier_hash: Buffer;
}

async function load(transaction: Transaction, sightings: readonly Sighting[], ring: KeyRing): Promise<Map<string, KnownChild>> {
  const hashes = sightings.flatMap(({ identifiers }) => identifiers.map(({ hash }) => hash));
  if (hashes.length === 0) return new Map();
  const { rows } = await transaction.query<IdentifierRow>({
    name: 'load-children',
    text: `SELECT c.child_id, c.data_key, i.kind, i.identifier_hash
           FROM (SELECT DISTINCT child_id FROM child_identifiers WHERE identifier_hash = ANY ($1::bytea[])) AS seen
           JOIN children c USING (child_id) JOIN child_identifiers i USING (child_id)`,
    values: [hashes],
  });
  const children = new Map<string, KnownChild>();
  const known = new Map<string, KnownChild>();
  for (const row of rows) {
    const child = children.get(row.child_id) ?? knownChild(row, ring);
    children.set(row.child_id, child);
    const hex = row.identifier_hash.toString('hex');
    child.identifiers.set(row.kind, hex);
    known.set(hex, child);
  }
  return known;
}

function knownChild({ child_id: childId, data_key: wrapped }: IdentifierRow, ring: KeyRing): KnownChild {
  let opened: Buffer | undefined;
  return { childId, key: () => (opened ??= ring.openDataKey(wrapped, childContext(childId))), identifiers: new Map() };
}
