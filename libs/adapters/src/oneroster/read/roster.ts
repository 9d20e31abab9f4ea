import type { Issue } from '@mash-gateway/contracts';
import type { AdapterInput, Limits } from '../../kit/adapter.js';
import type { CsvColumns } from '../../kit/csv-columns.js';
import { csvHeader } from '../../kit/csv-header.js';
import { notice, refusal, warning } from '../../kit/issues.js';
import { isZip, zipMembers, type ZipMember } from '../../kit/zip.js';
import {
  FILES,
  isExtension,
  NOT_READ,
  type CLASSES,
  type DEMOGRAPHICS,
  type ENROLLMENTS,
  type FileKind,
  type MANIFEST,
  type ORGS,
  type ROLES,
  type USERS,
} from './columns.js';
import { readManifest, NO_MANIFEST, type Manifest } from './manifest.js';
import { openTable, type Table } from './table.js';

/** The files of one body that say something of a child. */
export interface Roster {
  readonly manifest: Manifest;
  readonly users?: Table<keyof typeof USERS>;
  readonly demographics?: Table<keyof typeof DEMOGRAPHICS>;
  readonly enrollments?: Table<keyof typeof ENROLLMENTS>;
  readonly roles?: Table<keyof typeof ROLES>;
  readonly orgs?: Table<keyof typeof ORGS>;
  readonly classes?: Table<keyof typeof CLASSES>;
  /** What is in the body and not read, or missing from it. */
  readonly issues: readonly Issue[];
}

type Files = Omit<Roster, 'manifest' | 'issues'>;

/** Finds the files of an archive, or takes a single CSV for the file its headings say it is. @throws Refusal */
export async function openRoster(input: AdapterInput, limits: Limits): Promise<Roster> {
  const roster = (await isZip(input)) ? await fromArchive(input, limits) : await fromFile(input, limits);
  if (!roster.users && !roster.demographics && !roster.enrollments)
    throw refusal('format.no-child', '/', 'Neither users nor demographics nor enrollments: nobody is named');
  return roster;
}

async function fromArchive(input: AdapterInput, limits: Limits): Promise<Roster> {
  const issues: Issue[] = [];
  const found = new Map<FileKind, ZipMember>();
  for (const member of await zipMembers(input, limits)) {
    const name = nameOf(member.path);
    if (name === undefined) continue;
    const kind = (Object.keys(FILES) as FileKind[]).find((known) => known.toLowerCase() === name);
    if (kind === undefined) issues.push(unread(name));
    else if (found.has(kind)) throw refusal('body.unreadable', `${kind}.csv`, 'The archive has this file in two folders');
    else found.set(kind, member);
  }
  const opened: Record<string, Table> = {};
  for (const [kind, member] of found) {
    const table = await openTable(
      kind,
      { mediaType: 'text/csv', size: member.size, open: () => member.open() },
      FILES[kind] as CsvColumns<string>,
      limits,
    );
    opened[kind] = table;
    issues.push(...table.header.issues.map((issue) => ({ ...issue, location: `${kind}.csv, ${issue.location}` })));
  }
  const { manifest: listed, ...files } = opened;
  if (listed === undefined)
    issues.push(warning('format.missing', 'manifest.csv', 'An archive says in its manifest whether its files are bulk or delta'));
  const manifest = listed === undefined ? NO_MANIFEST : await readManifest(listed as Table<keyof typeof MANIFEST>);
  issues.push(...(listed === undefined ? [] : compared(manifest, found)));
  return { manifest, ...(files as Files), issues: issues.slice(0, MOST_ISSUES) };
}

/** A file that stands alone is what its own columns make it, whatever it was called. */
async function fromFile(input: AdapterInput, limits: Limits): Promise<Roster> {
  const { columns } = await csvHeader(input, { limits, columns: EVERY_COLUMN, recognises: isExtension });
  const kind = KINDS.find(({ needs }) => needs.every((any) => any.some((name) => columns.has(name))))?.kind;
  if (kind === undefined) throw refusal('format.unexpected-root', 'row 1', 'No row with the headings of a OneRoster file');
  const table = await openTable(kind, input, FILES[kind] as CsvColumns<string>, limits);
  return { manifest: NO_MANIFEST, ...({ [kind]: table } as Files), issues: table.header.issues };
}

/** The columns of all files by their own names and, where no other column has it, by another. */
const EVERY_COLUMN: CsvColumns<string> = everyColumn();

function everyColumn(): Readonly<Record<string, readonly string[]>> {
  const columns = Object.values(FILES).flatMap((file) => Object.entries<readonly string[]>(file));
  const names = new Set(columns.map(([name]) => name));
  const all = new Map<string, readonly string[]>();
  for (const [name, others] of columns) all.set(name, [...(all.get(name) ?? []), ...others.filter((other) => !names.has(other))]);
  return Object.fromEntries(all);
}

/** What tells the files apart: each needs a column of every group. */
const KINDS: readonly { readonly kind: FileKind; readonly needs: readonly (readonly string[])[] }[] = [
  { kind: 'users', needs: [['familyName', 'givenName'], ['sourcedId']] },
  {
    kind: 'demographics',
    needs: [
      ['birthDate', 'sex'],
      ['sourcedId', 'userSourcedId'],
    ],
  },
  { kind: 'enrollments', needs: [['userSourcedId'], ['classSourcedId', 'schoolSourcedId']] },
  { kind: 'roles', needs: [['userSourcedId'], ['roleType', 'role']] },
  { kind: 'classes', needs: [['title'], ['schoolSourcedId', 'courseSourcedId']] },
  { kind: 'orgs', needs: [['name'], ['type']] },
  { kind: 'manifest', needs: [['propertyName'], ['value']] },
];

const MOST_ISSUES = 100;

/** The name of a CSV without folder and ending, in lower case; what Macs and editors leave in archives is passed over. */
function nameOf(path: string): string | undefined {
  if (path.startsWith('__MACOSX/')) return undefined;
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name.startsWith('.') || name === 'thumbs.db') return undefined;
  return name.endsWith('.csv') ? name.slice(0, -'.csv'.length) : name;
}

/** A name of the standard is told; any other is the sender's own word. */
function unread(name: string): Issue {
  const reason = Object.hasOwn(NOT_READ, name) ? NOT_READ[name] : undefined;
  if (reason !== undefined) return notice('format.unsupported', `${name}.csv`, `Not read: ${reason}`);
  return warning('format.unknown-field', 'archive', 'A file of the archive is none of OneRoster');
}

/** The manifest says of every file whether it is there (1.1 §4, 1.2 §4.1). */
function compared({ files }: Manifest, found: ReadonlyMap<FileKind, ZipMember>): Issue[] {
  return (Object.keys(FILES) as FileKind[]).flatMap((kind) => {
    const stated = files[kind];
    if (kind === 'manifest' || stated === undefined || (stated === 'absent') === !found.has(kind)) return [];
    return [
      warning('format.count-mismatch', `manifest.csv, file.${kind}`, 'The manifest and the archive differ on whether the file is there'),
    ];
  });
}
