import { arrayOf } from '../database/array-literal.js';
import type { PreparedStatement, SubmissionContext } from './entry.js';
import type { Transaction } from '../database/transaction.js';

/** Whether a statement says something new, and whether something newer is known. */
type Judgement =
  | { readonly kind: 'duplicate'; readonly recordId: string }
  | { readonly kind: 'new'; readonly occurrence: number; readonly supersededBy?: Place };

/** A record and the child it is under. */
interface Place {
  readonly recordId: string;
  readonly childId: string;
}

/** Judges statements one after another, in the order of their commit, against the journal and what this batch has added so far. */
export interface Judge {
  judge(submission: SubmissionContext, statement: PreparedStatement): Judgement;
  /** Tells the judge that a statement was taken. */
  taken(submission: SubmissionContext, statement: PreparedStatement, place: Place): void;
}

interface Earlier {
  readonly recordId: string;
  readonly submissionId: string;
  readonly contentHash: Buffer;
  readonly occurrence: number;
  /** Submissions that have since said something else about the same source record. */
  readonly overtakenBy: Set<string>;
}

interface Newer extends Place {
  readonly kind: string;
  readonly order: number;
}

interface Question {
  readonly submission: SubmissionContext;
  readonly statement: PreparedStatement;
}

/** Loads, in the turnstile, what these statements have to be compared with. */
export async function openJudge(transaction: Transaction, questions: readonly Question[]): Promise<Judge> {
  const judge = new LoadedJudge();
  for (const row of await queryEarlier(transaction, questions)) judge.addEarlier(row);
  for (const row of await queryNewer(transaction, questions)) {
    judge.addNewer(row.source_key, {
      recordId: row.record_id,
      childId: row.child_id,
      kind: row.version_kind,
      order: Number(row.version_order),
    });
  }
  return judge;
}

class LoadedJudge implements Judge {
  private readonly byStatement = new Map<string, Map<string, Earlier>>();
  private readonly bySource = new Map<string, Map<string, Earlier>>();
  private readonly newerBySource = new Map<string, Newer[]>();

  judge(submission: SubmissionContext, { identity }: PreparedStatement): Judgement {
    const earlier = [...(this.byStatement.get(hex(identity.statementKey))?.values() ?? [])];
    // Two positions of one submission are two statements, even when they say the same (unborn twins, say).
    const same = earlier.filter((known) => known.submissionId !== submission.id && known.contentHash.equals(identity.contentHash)).at(-1);
    const newer = this.newest(identity);
    const stillHolds = newer !== undefined || ![...(same?.overtakenBy ?? [])].some((by) => by !== submission.id);
    if (same !== undefined && stillHolds) return { kind: 'duplicate', recordId: same.recordId };
    return { kind: 'new', occurrence: nextOccurrence(earlier), ...(newer === undefined ? {} : { supersededBy: newer }) };
  }

  taken(submission: SubmissionContext, { identity }: PreparedStatement, { recordId, childId }: Place): void {
    const { sourceKey, statementKey, contentHash, version } = identity;
    for (const other of sourceKey === undefined ? [] : (this.bySource.get(hex(sourceKey))?.values() ?? [])) {
      if (other.submissionId !== submission.id) other.overtakenBy.add(submission.id);
    }
    const occurrence = nextOccurrence([...(this.byStatement.get(hex(statementKey))?.values() ?? [])]);
    this.remember(statementKey, sourceKey, { recordId, submissionId: submission.id, contentHash, occurrence, overtakenBy: new Set() });
    if (sourceKey !== undefined && version !== undefined) this.addNewer(sourceKey, { recordId, childId, ...version });
  }

  addEarlier(row: EarlierRow): void {
    this.remember(row.statement_key, row.source_key ?? undefined, {
      recordId: row.record_id,
      submissionId: row.submission_id,
      contentHash: row.content_hash,
      occurrence: row.occurrence,
      overtakenBy: new Set(row.overtaken_by),
    });
  }

  addNewer(sourceKey: Buffer, newer: Newer): void {
    this.newerBySource.set(hex(sourceKey), [...(this.newerBySource.get(hex(sourceKey)) ?? []), newer]);
  }

  private remember(statementKey: Buffer, sourceKey: Buffer | undefined, known: Earlier): void {
    entryOf(this.byStatement, hex(statementKey)).set(known.recordId, known);
    if (sourceKey !== undefined) entryOf(this.bySource, hex(sourceKey)).set(known.recordId, known);
  }

  /** Versions of different kinds cannot be compared: a source that changes its numbering starts a new order. */
  private newest({ sourceKey, version }: PreparedStatement['identity']): Newer | undefined {
    if (sourceKey === undefined || version === undefined) return undefined;
    const later = (this.newerBySource.get(hex(sourceKey)) ?? []).filter(
      ({ kind, order }) => kind === version.kind && order > version.order,
    );
    return later.reduce<Newer | undefined>((best, newer) => (best === undefined || newer.order >= best.order ? newer : best), undefined);
  }
}

/** Not how many are there: of those before it some may have been removed by now, and no id is given twice. */
function nextOccurrence(earlier: readonly Earlier[]): number {
  return earlier.reduce((next, known) => Math.max(next, known.occurrence + 1), 0);
}

interface EarlierRow {
  readonly statement_key: Buffer;
  readonly source_key: Buffer | null;
  readonly record_id: string;
  readonly submission_id: string;
  readonly content_hash: Buffer;
  readonly occurrence: number;
  readonly overtaken_by: readonly string[];
}

/** Two other submissions are enough to know that one of them is not the asking one. */
async function queryEarlier(transaction: Transaction, questions: readonly Question[]): Promise<readonly EarlierRow[]> {
  const { rows } = await transaction.query<EarlierRow>({
    name: 'earlier-statements',
    text: `SELECT m.statement_key, m.source_key, m.record_id, m.submission_id, m.content_hash, m.occurrence,
                  ARRAY(SELECT DISTINCT n.submission_id FROM records n
                        WHERE n.source_key = m.source_key AND n.id > m.id AND n.submission_id <> m.submission_id LIMIT 2) AS overtaken_by
           FROM records m WHERE m.statement_key = ANY ($1::bytea[]) ORDER BY m.id`,
    values: [arrayOf(questions.map(({ statement }) => statement.identity.statementKey))],
  });
  return rows;
}

interface NewerRow {
  readonly source_key: Buffer;
  readonly record_id: string;
  readonly child_id: string;
  readonly version_kind: string;
  readonly version_order: string;
}

/** The newest version of its kind of every source record that states versions. */
async function queryNewer(transaction: Transaction, questions: readonly Question[]): Promise<readonly NewerRow[]> {
  const versioned = questions.flatMap(({ statement: { identity } }) =>
    identity.sourceKey === undefined || identity.version === undefined ? [] : [{ key: identity.sourceKey, kind: identity.version.kind }],
  );
  if (versioned.length === 0) return [];
  const { rows } = await transaction.query<NewerRow>({
    name: 'newer-versions',
    text: `SELECT v.source_key, v.record_id, v.child_id, v.version_kind, v.version_order
           FROM unnest($1::bytea[], $2::text[]) AS q (source_key, kind)
           CROSS JOIN LATERAL (SELECT r.source_key, r.record_id, r.child_id, r.version_kind, r.version_order FROM records r
                               WHERE r.source_key = q.source_key AND r.version_kind = q.kind
                               ORDER BY r.version_order DESC LIMIT 1) AS v`,
    values: [arrayOf(versioned.map(({ key }) => key)), arrayOf(versioned.map(({ kind }) => kind))],
  });
  return rows;
}

function entryOf<V>(map: Map<string, Map<string, V>>, key: string): Map<string, V> {
  const present = map.get(key) ?? new Map<string, V>();
  map.set(key, present);
  return present;
}

function hex(bytes: Buffer): string {
  return bytes.toString('hex');
}
