/** One thing the sender wanted accepted, and what it was told. Written by the sender alone, never by the gateway. */
export interface LedgerEntry {
  /** The sender's own name for the child; one sender sends one child's messages one after another. */
  readonly child: string;
  /** Order among this child's messages, from 1. */
  readonly order: number;
  /** Ids in the 202 receipt; the promise the gateway has to keep. */
  readonly recordIds: readonly string[];
}

/** A published record as an independent reader decoded it from the topic. */
export interface Publication {
  readonly eventId: string;
  readonly key: string;
  readonly recordId: string;
  readonly sequence: number;
  readonly partition: number;
  readonly offset: number;
}

/** Broken promises, in words with counts; empty when the topic keeps what the receipts said. */
export interface Verdict {
  readonly acknowledged: number;
  readonly published: number;
  readonly repeats: number;
  /** Acknowledged and not on the topic. */
  readonly missing: number;
  /** Children whose first occurrences are not in the order they were sent in. */
  readonly outOfOrder: number;
  /** Records that carry more than one `ce_id`. */
  readonly secondIds: number;
  readonly faults: readonly string[];
}

/**
 * Holds the topic against the sender's list of 202s: everything acknowledged is there; each record has one `ce_id`; first
 * occurrences of a child are in the order they were sent and numbered without gaps; one child has one key, and no two share one.
 */
export function verify(ledger: readonly LedgerEntry[], publications: readonly Publication[]): Verdict {
  const firsts = firstOccurrences(publications);
  const byRecord = new Map(firsts.map((publication) => [publication.recordId, publication]));
  const missing = ledger.flatMap(({ recordIds }) => recordIds).filter((id) => !byRecord.has(id)).length;
  const doubled = secondIds(publications);
  const disordered = outOfOrder(ledger, byRecord);
  return {
    acknowledged: ledger.length,
    published: byRecord.size,
    repeats: publications.length - firsts.length,
    missing,
    outOfOrder: disordered,
    secondIds: doubled,
    faults: [
      ...counted(missing, 'acknowledged records are not on the topic'),
      ...counted(doubled, 'records carry more than one ce_id'),
      ...counted(disordered, 'children have records out of the order they were sent in'),
      ...gaps(firsts),
      ...mixedChildren(ledger, byRecord),
    ],
  };
}

function firstOccurrences(publications: readonly Publication[]): readonly Publication[] {
  const seen = new Set<string>();
  return [...publications]
    .sort((a, b) => a.partition - b.partition || a.offset - b.offset)
    .filter(({ eventId }) => {
      const first = !seen.has(eventId);
      seen.add(eventId);
      return first;
    });
}

function counted(count: number, sentence: string): string[] {
  return count === 0 ? [] : [`${count} ${sentence}`];
}

function secondIds(publications: readonly Publication[]): number {
  const ids = grouped(publications, ({ recordId }) => recordId);
  return [...ids.values()].filter((group) => new Set(group.map(({ eventId }) => eventId)).size > 1).length;
}

function outOfOrder(ledger: readonly LedgerEntry[], byRecord: ReadonlyMap<string, Publication>): number {
  const wrong = [...grouped(ledger, ({ child }) => child).values()].filter((entries) => {
    const offsets = [...entries]
      .sort((a, b) => a.order - b.order)
      .flatMap(({ recordIds }) => recordIds)
      .flatMap((id) => byRecord.get(id)?.offset ?? []);
    return offsets.some((offset, index) => index > 0 && offset < (offsets[index - 1] ?? 0));
  });
  return wrong.length;
}

function gaps(firsts: readonly Publication[]): string[] {
  const broken = [...grouped(firsts, ({ key }) => key).values()].filter((records) =>
    records.some(({ sequence }, index) => sequence !== index + 1),
  );
  return counted(broken.length, 'children have a sequence with a gap, a repeat or a wrong order');
}

function mixedChildren(ledger: readonly LedgerEntry[], byRecord: ReadonlyMap<string, Publication>): string[] {
  const keysOf = new Map<string, Set<string>>();
  const childrenOf = new Map<string, Set<string>>();
  for (const { child, recordIds } of ledger) {
    for (const key of recordIds.flatMap((id) => byRecord.get(id)?.key ?? [])) {
      keysOf.set(child, (keysOf.get(child) ?? new Set()).add(key));
      childrenOf.set(key, (childrenOf.get(key) ?? new Set()).add(child));
    }
  }
  const split = [...keysOf.values()].filter((keys) => keys.size > 1).length;
  const merged = [...childrenOf.values()].filter((children) => children.size > 1).length;
  return [...counted(split, 'children were given more than one childId'), ...counted(merged, 'childIds stand for more than one child')];
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const own = groups.get(keyOf(item));
    if (own === undefined) groups.set(keyOf(item), [item]);
    else own.push(item);
  }
  return groups;
}
