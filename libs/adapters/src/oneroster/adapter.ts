import type { Issue } from '@mash-gateway/contracts';
import { defineAdapter, type AdapterInput, type Inspection, type MapContext, type Mapped } from '../kit/adapter.js';
import { refusal, Refusal } from '../kit/issues.js';
import { Repeats } from '../kit/repeats.js';
import { mapDemographics, mapEnrollment } from './map/alone.js';
import { ADAPTER, Position } from './map/record.js';
import { mapUser } from './map/user.js';
import { joinedWindows, type Links } from './read/join.js';
import { openRoster, type Roster } from './read/roster.js';
import type { RosterRow } from './read/table.js';

/** OneRoster 1.1 and 1.2 CSV: an archive with its manifest, or one of its files alone; one record for each student. */
export const oneroster = defineAdapter({
  ...ADAPTER,
  standard: '1EdTech OneRoster CSV 1.1 and 1.2',
  mediaTypes: ['application/zip', 'application/x-zip-compressed', 'text/csv'],
  capabilities: { streaming: true, syntaxes: ['csv', 'zip'], manyRecords: true },
  inspect,
  map,
});

async function inspect(input: AdapterInput, { limits }: MapContext): Promise<Inspection> {
  try {
    const roster = await openRoster(input, limits);
    const users = await usersOf(roster);
    const positions =
      users.count +
      (await counted(strangers(roster.demographics?.rows(), users.ids, demographicsUser))) +
      (await counted(strangers(roster.enrollments?.rows(), users.ids, enrollmentUser)));
    // The others are proved to their end.
    for (const table of [roster.roles, roster.orgs, roster.classes]) await counted(table?.rows() ?? []);
    if (positions > limits.records) throw refusal('limit.items', '/', `More than ${limits.records} rows`);
    if (positions === 0) throw refusal('format.no-child', '/', 'No row names anybody');
    return { accepted: true, positions, taken: 'each', issues: roster.issues };
  } catch (error) {
    return { accepted: false, issues: [issueOf(error)] };
  }
}

/** Users in the order of their file, then rows of the other files about people who are not among them. */
async function* map(input: AdapterInput, { limits, now }: MapContext): AsyncGenerator<Mapped> {
  let position = 0;
  try {
    const roster = await openRoster(input, limits);
    const { manifest } = roster;
    const { ids, count } = await usersOf(roster);
    let links: Links | undefined;
    for await (const window of joinedWindows(roster)) {
      links = window.links;
      const source = { manifest, links, repeated: ids, isWhole: window.isWhole };
      let at = 0;
      for await (const row of roster.users?.rows() ?? []) {
        at += 1;
        if (at < window.from || at > window.to) continue;
        position = at;
        yield mapUser(new Position('users', row, at, now), source);
      }
    }
    position = count;
    const described = await idsOf(strangers(roster.demographics?.rows(), ids, demographicsUser), demographicsUser);
    for await (const row of strangers(roster.demographics?.rows(), ids, demographicsUser))
      yield mapDemographics(new Position('demographics', row, (position += 1), now), { manifest, repeated: described });
    const enrolled = await idsOf(strangers(roster.enrollments?.rows(), ids, enrollmentUser), ({ cells }) => cells.sourcedId);
    for await (const row of strangers(roster.enrollments?.rows(), ids, enrollmentUser))
      if (links) yield mapEnrollment(new Position('enrollments', row, (position += 1), now), { links, manifest, repeated: enrolled });
  } catch (error) {
    // Only a body that was not inspected, or that changed since, can be refused here.
    yield { kind: 'refused', position: position + 1, issues: [issueOf(error)] };
  }
}

async function usersOf({ users }: Roster): Promise<{ readonly ids: Repeats; readonly count: number }> {
  const ids = new Repeats();
  let count = 0;
  for await (const { cells } of users?.rows() ?? []) {
    ids.add(cells.sourcedId);
    count += 1;
  }
  return { ids, count };
}

/** Ids of rows, eight bytes each: one that stands twice says nothing of whose it is. */
async function idsOf<C extends string>(
  rows: AsyncIterable<RosterRow<C>>,
  idOf: (row: RosterRow<C>) => string | undefined,
): Promise<Repeats> {
  const ids = new Repeats();
  for await (const row of rows) ids.add(idOf(row));
  return ids;
}

/** Rows about somebody who is not among the users: a delta may hold one file and not the other. */
async function* strangers<C extends string>(
  rows: AsyncIterable<RosterRow<C>> | undefined,
  users: Repeats,
  userOf: (row: RosterRow<C>) => string | undefined,
): AsyncGenerator<RosterRow<C>> {
  for await (const row of rows ?? []) {
    const user = userOf(row);
    if (user === undefined || !users.includes(user)) yield row;
  }
}

function demographicsUser({ cells }: RosterRow<'userSourcedId' | 'sourcedId'>): string | undefined {
  return cells.userSourcedId ?? cells.sourcedId;
}

function enrollmentUser({ cells }: RosterRow<'userSourcedId' | 'sourcedId'>): string | undefined {
  return cells.userSourcedId;
}

async function counted(rows: AsyncIterable<unknown> | Iterable<unknown>): Promise<number> {
  let count = 0;
  const read = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  while (!(await read.next()).done) count += 1;
  return count;
}

function issueOf(error: unknown): Issue {
  if (error instanceof Refusal) return error.issue;
  throw error;
}
