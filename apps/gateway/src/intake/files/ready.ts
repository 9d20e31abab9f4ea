import type { ReadySettings } from '../../config/transports/file-settings.js';
import type { Entry } from './folder.js';

/** A file that is whole, with what belongs to it. */
export interface Candidate {
  readonly entry: Entry;
  /** Moved where the file goes. */
  readonly along: readonly string[];
  /** Removed once the file is settled. */
  readonly markers: readonly string[];
}

export interface Look {
  /** Oldest first. */
  readonly ready: readonly Candidate[];
  /** Markers whose file is settled already: to be removed. */
  readonly leftovers: readonly string[];
}

/** Decides at every look which files are whole. */
export type ReadyRule = (entries: readonly Entry[]) => Look;

const MARKER = '.ready';
const DEFAULT_LOOKS = 3;
/** Written under such a name, and renamed when whole. */
const UNFINISHED = /^\.|^~|~$|\.(?:tmp|temp|part|partial|filepart|crdownload|writing)$/i;

/** @returns a rule with a memory of its own, for one folder */
export function readyRule({ ready = 'stable', looks = DEFAULT_LOOKS }: ReadySettings): ReadyRule {
  switch (ready) {
    case 'stable':
      return stableRule(looks);
    case 'rename':
      return (entries) => ({ ready: finished(entries).map(alone), leftovers: [] });
    case 'marker':
      return markerRule;
  }
}

/** Entries that do not bear the name of something unfinished. */
export function finished(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(({ name }) => !UNFINISHED.test(name));
}

/** Whole is what so many looks in a row saw with the same size and time. */
export function stableRule(looks: number): ReadyRule {
  let seen = new Map<string, { readonly state: string; readonly times: number }>();
  return (entries) => {
    const now = new Map(
      finished(entries).map(({ name, size, modifiedMs }) => {
        const state = `${String(size)} ${String(modifiedMs)}`;
        const before = seen.get(name);
        return [name, { state, times: before?.state === state ? before.times + 1 : 1 }];
      }),
    );
    seen = now;
    return { ready: entries.filter(({ name }) => (now.get(name)?.times ?? 0) >= looks).map(alone), leftovers: [] };
  };
}

/** A marker counts for a file that is not younger than it: one that was left behind says nothing of the next file of that name. */
function markerRule(entries: readonly Entry[]): Look {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const ready = finished(entries).filter(({ name, modifiedMs }) => {
    const marker = byName.get(`${name}${MARKER}`);
    return !name.endsWith(MARKER) && marker !== undefined && marker.modifiedMs >= modifiedMs;
  });
  const leftovers = entries.filter(({ name }) => name.endsWith(MARKER) && !byName.has(name.slice(0, -MARKER.length)));
  return {
    ready: ready.map((entry) => ({ entry, along: [], markers: [`${entry.name}${MARKER}`] })),
    leftovers: leftovers.map(({ name }) => name),
  };
}

function alone(entry: Entry): Candidate {
  return { entry, along: [], markers: [] };
}
