import { arrayOf } from '../database/array-literal.js';
import type { Transaction } from '../database/transaction.js';
import type { PreparedStatement, SubmissionContext } from './entry.js';
import type { StatementIdentity } from './identity.js';

/** Where each source record is now: with the child of its newest version. */
export interface Homes {
  /** The children whom {@link of} may name. */
  readonly children: readonly string[];
  /** The child that a statement's source record is with; undefined when it is new, or when one submission told it of several children. */
  of(submission: SubmissionContext, statement: PreparedStatement): string | undefined;
  /** Tells that a statement was taken. Late: a newer version is known, so it moves nothing. */
  taken(submission: SubmissionContext, statement: PreparedStatement, childId: string, late: boolean): void;
  /** Source records of which something was said, in this batch, of another child than the one they were with. */
  readonly moved: readonly Buffer[];
}

interface Question {
  readonly submission: SubmissionContext;
  readonly statement: PreparedStatement;
}

interface Home {
  readonly submissionId: string;
  readonly version: string;
  readonly children: ReadonlySet<string>;
}

/** Loads, in the turnstile, where the source records of these statements are. */
export async function openHomes(transaction: Transaction, questions: readonly Question[]): Promise<Homes> {
  return new LoadedHomes(await load(transaction, questions), twins(questions));
}

class LoadedHomes implements Homes {
  readonly children: readonly string[];
  private readonly left = new Map<string, Buffer>();

  constructor(
    private readonly homes: Map<string, Home>,
    /** Source records told of more than once in one submission: two children under one id, and nobody knows which is which. */
    private readonly unclear: ReadonlySet<string>,
  ) {
    this.children = [...homes.values()].flatMap(({ children }) => [...children]);
  }

  get moved(): readonly Buffer[] {
    return [...this.left.values()];
  }

  of(submission: SubmissionContext, { identity }: PreparedStatement): string | undefined {
    const key = identity.sourceKey?.toString('hex');
    if (key === undefined) return undefined;
    const home = this.homes.get(key);
    if (home === undefined || home.children.size > 1 || isPartOf(home, submission, identity)) return undefined;
    return this.unclear.has(markOf(submission, identity)) ? undefined : [...home.children][0];
  }

  taken(submission: SubmissionContext, { identity }: PreparedStatement, childId: string, late: boolean): void {
    const { sourceKey } = identity;
    if (sourceKey === undefined) return;
    const key = sourceKey.toString('hex');
    const home = this.homes.get(key);
    if (home !== undefined && [...home.children].some((child) => child !== childId)) this.left.set(key, sourceKey);
    if (late) return;
    const told = home !== undefined && isPartOf(home, submission, identity) ? home.children : [];
    this.homes.set(key, { submissionId: submission.id, version: versionOf(identity), children: new Set([...told, childId]) });
  }
}

function twins(questions: readonly Question[]): ReadonlySet<string> {
  const once = new Set<string>();
  const twice = new Set<string>();
  for (const { submission, statement } of questions) {
    if (statement.identity.sourceKey === undefined) continue;
    const mark = markOf(submission, statement.identity);
    (once.has(mark) ? twice : once).add(mark);
  }
  return twice;
}

/** Positions of one submission that say the same version of one source record stand side by side; else the later one replaces the earlier. */
function isPartOf(home: Home, { id }: SubmissionContext, identity: StatementIdentity): boolean {
  return home.submissionId === id && home.version === versionOf(identity);
}

function markOf({ id }: SubmissionContext, identity: StatementIdentity): string {
  return `${id} ${identity.sourceKey?.toString('hex') ?? ''} ${versionOf(identity)}`;
}

function versionOf({ version }: StatementIdentity): string {
  return version === undefined ? '' : `${version.kind} ${String(version.order)}`;
}

/** The children of the submission that said the newest of each source record; one query by index for the whole batch. */
async function load(transaction: Transaction, questions: readonly Question[]): Promise<Map<string, Home>> {
  const keys = new Map(
    questions.flatMap(({ statement: { identity } }) =>
      identity.sourceKey === undefined ? [] : [[identity.sourceKey.toString('hex'), identity.sourceKey]],
    ),
  );
  if (keys.size === 0) return new Map();
  const { rows } = await transaction.query<HomeRow>({
    name: 'homes-of-sources',
    text: `SELECT q.source_key, home.submission_id, home.version_kind, home.version_order,
                  ARRAY(SELECT DISTINCT r.child_id FROM records r WHERE r.source_key = q.source_key AND ${AT_HOME}) AS children
           FROM unnest($1::bytea[]) AS q (source_key) ${HOME}`,
    values: [arrayOf([...keys.values()])],
  });
  return new Map(
    rows.map((row) => {
      const version = row.version_kind === null ? '' : `${row.version_kind} ${row.version_order ?? ''}`;
      return [row.source_key.toString('hex'), { submissionId: row.submission_id, version, children: new Set(row.children) }];
    }),
  );
}

interface HomeRow {
  readonly source_key: Buffer;
  readonly submission_id: string;
  readonly version_kind: string | null;
  readonly version_order: string | null;
  readonly children: readonly string[];
}

/** Joins, to each source key `q`, what was said last of it and was not late then. */
export const HOME = `
  CROSS JOIN LATERAL (SELECT n.submission_id, n.version_kind, n.version_order FROM records n WHERE n.source_key = q.source_key AND NOT n.late
                      ORDER BY n.id DESC LIMIT 1) AS home`;
/** Whether a record `r` of that source key says the same version in the same submission. */
export const AT_HOME = `
  r.submission_id = home.submission_id AND NOT r.late
  AND r.version_kind IS NOT DISTINCT FROM home.version_kind AND r.version_order IS NOT DISTINCT FROM home.version_order`;
