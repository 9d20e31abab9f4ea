import { Shelf } from '../../kit/shelf.js';
import { RACES, ROLE } from '../codes.js';
import { listed } from './lists.js';
import type { Roster } from './roster.js';
import type { RosterRow } from './table.js';

/** Cells of a row of another file. */
export type Cells = Readonly<Partial<Record<string, string>>>;

/** What the other files of a body say of its users. */
export interface Links {
  demographics(user: string): readonly Cells[];
  roles(user: string): readonly Cells[];
  enrollments(user: string): readonly Cells[];
  /** The user row of somebody who is no student. */
  agent(user: string): Cells | undefined;
  /** People whose own row names the user as theirs. */
  agentsNaming(user: string): readonly string[];
  org(id: string): Cells | undefined;
  class(id: string): Cells | undefined;
}

/** A stretch of the users of a body, with what the other files say of them. */
export interface Window {
  /** Positions in users.csv, from 1. */
  readonly from: number;
  readonly to: number;
  readonly links: Links;
  /** False when the rows of one user alone do not fit: some of them are not there. */
  readonly isWhole: boolean;
}

/**
 * Joins the files of a body within a fixed amount of memory. As long as all fits, each file is read once. Where it does not, the users are taken in
 * stretches, and the other files are read once more for each. @throws Refusal
 */
export async function* joinedWindows(roster: Roster, shelf = new Shelf()): AsyncGenerator<Window> {
  if (await gather(roster, shelf, EVERYBODY)) {
    yield { from: 1, to: Number.POSITIVE_INFINITY, links: onShelf(shelf), isWhole: true };
    return;
  }
  let from = 1;
  let longest = Number.POSITIVE_INFINITY;
  for (;;) {
    shelf.clear();
    const { to, isLast } = await markUsers(roster, shelf, from, longest);
    const wanted: Wanted = { user: (id) => shelf.has(`?u${id}`), agent: (id) => shelf.has(`?a${id}`) };
    const isWhole = await gather(roster, shelf, wanted);
    if (!isWhole && to > from) longest = Math.ceil((to - from + 1) / 2);
    else {
      yield { from, to: isLast ? Number.POSITIVE_INFINITY : to, links: onShelf(shelf), isWhole };
      if (isLast) return;
      from = to + 1;
    }
  }
}

interface Wanted {
  user(id: string): boolean;
  agent(id: string): boolean;
}

const EVERYBODY: Wanted = { user: () => true, agent: () => true };

/** @returns false when something did not fit */
async function gather(roster: Roster, shelf: Shelf, wanted: Wanted): Promise<boolean> {
  // Schools and classes are few beside users; should they not fit, they stay unresolved rather than stop the join.
  const room = shelf.free / 4;
  for (const [key, table] of [['o', roster.orgs] as const, ['c', roster.classes] as const])
    for await (const { cells } of table?.rows() ?? NO_ROWS)
      if (cells.sourcedId !== undefined && shelf.free > room) shelf.put(key + cells.sourcedId, packed(key, cells));
  for await (const { cells } of roster.roles?.rows() ?? NO_ROWS) {
    const id = cells.userSourcedId;
    if (id !== undefined && (wanted.user(id) || wanted.agent(id)) && !shelf.put(`r${id}`, packed('r', cells))) return false;
  }
  for await (const { cells } of roster.demographics?.rows() ?? NO_ROWS) {
    const id = cells.userSourcedId ?? cells.sourcedId;
    if (id !== undefined && wanted.user(id) && !shelf.put(`d${id}`, packed('d', cells))) return false;
  }
  for await (const { cells } of roster.enrollments?.rows() ?? NO_ROWS) {
    const id = cells.userSourcedId;
    if (id !== undefined && wanted.user(id) && !shelf.put(`e${id}`, packed('e', cells))) return false;
  }
  for await (const { cells } of roster.users?.rows() ?? NO_ROWS) if (!gatherAgent(cells, shelf, wanted)) return false;
  return true;
}

/** Keeps the row of somebody who is no student and is wanted as an agent, and the students whom the row itself names. */
function gatherAgent(cells: Cells, shelf: Shelf, wanted: Wanted): boolean {
  const id = cells['sourcedId'];
  const roles =
    id === undefined
      ? []
      : [
          cells['role'],
          ...onShelf(shelf)
            .roles(id)
            .map(({ role }) => role),
        ];
  const kinds = roles.flatMap((role) => (role === undefined ? [] : [ROLE.entries[role]?.normalised ?? 'staff']));
  if (id === undefined || kinds.length === 0 || kinds.includes('student')) return true;
  const named = kinds.includes('family') ? listed(cells['agentSourcedIds']).filter((user) => wanted.user(user)) : [];
  if (!wanted.agent(id) && named.length === 0) return true;
  return shelf.put(`g${id}`, packed('g', cells)) && named.every((user) => shelf.put(`n${user}`, id));
}

/** Marks the users of a stretch and their agents, until a quarter of the shelf is marks. */
async function markUsers(roster: Roster, shelf: Shelf, from: number, longest: number): Promise<{ to: number; isLast: boolean }> {
  const room = (shelf.free * 3) / 4;
  let position = 0;
  for await (const { cells } of roster.users?.rows() ?? NO_ROWS) {
    position += 1;
    if (position < from) continue;
    if (position - from >= longest || (shelf.free < room && position > from)) return { to: position - 1, isLast: false };
    if (cells.sourcedId !== undefined) shelf.put(`?u${cells.sourcedId}`, '');
    for (const agent of listed(cells.agentSourcedIds)) shelf.put(`?a${agent}`, '');
  }
  return { to: position, isLast: true };
}

function onShelf(shelf: Shelf): Links {
  const rows = (kind: Kind, id: string): readonly Cells[] => shelf.get(kind + id).map((text) => unpacked(kind, text));
  return {
    demographics: (user) => rows('d', user),
    roles: (user) => rows('r', user),
    enrollments: (user) => rows('e', user),
    agent: (user) => rows('g', user)[0],
    agentsNaming: (user) => shelf.get(`n${user}`),
    org: (id) => rows('o', id)[0],
    class: (id) => rows('c', id)[0],
  };
}

/** What is kept of a row, by the letter its key begins with: cells alone, without their names. */
const KEPT = {
  o: ['name', 'type', 'identifier'],
  c: ['title', 'schoolSourcedId'],
  r: ['status', 'roleType', 'role', 'beginDate', 'endDate', 'orgSourcedId'],
  d: [
    ...['birthDate', 'sex', 'countryOfBirthCode', 'stateOfBirthAbbreviation', 'cityOfBirth', 'publicSchoolResidenceStatus'],
    ...RACES.map(([column]) => column),
  ],
  e: ['sourcedId', 'status', 'classSourcedId', 'schoolSourcedId', 'role', 'beginDate', 'endDate'],
  g: [
    'role',
    'givenName',
    'middleName',
    'familyName',
    'preferredGivenName',
    'preferredMiddleName',
    'preferredFamilyName',
    'email',
    'sms',
    'phone',
  ].concat(['pronouns', 'identifier', 'userMasterIdentifier', 'userIds']),
} as const satisfies Readonly<Record<string, readonly string[]>>;
type Kind = keyof typeof KEPT;

/** Between cells: a control character that no roster needs. */
const SEPARATOR = '\u001f';

function packed(kind: Kind, cells: Cells): string {
  const texts = KEPT[kind].map((column) => (cells[column] ?? '').replaceAll(SEPARATOR, ' '));
  // Blank cells at the end need no separators.
  const filled = texts.findLastIndex((text) => text !== '') + 1;
  return texts.slice(0, filled).join(SEPARATOR);
}

function unpacked(kind: Kind, text: string): Cells {
  const texts = text.split(SEPARATOR);
  return Object.fromEntries(KEPT[kind].flatMap((column, index) => (texts[index] ? [[column, texts[index]] as const] : [])));
}

const NO_ROWS: AsyncIterable<RosterRow> & Iterable<RosterRow> = Object.assign([], {
  async *[Symbol.asyncIterator](): AsyncGenerator<RosterRow> {
    // No file, no rows.
  },
});
