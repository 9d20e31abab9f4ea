import { MOST_DOUBTFUL } from '../choose/choose-child.js';

/** What bounds the memory of reading entry by entry, whatever the size of the body. Characters are those of the source. */
export interface StreamBounds {
  /** Bodies up to this many bytes are read whole. */
  readonly wholeBytes: number;
  /** Characters of one entry, and of what stands around the entries. */
  readonly itemCharacters: number;
  /** Characters of the entries that wait for the last one that belongs with them. */
  readonly heldCharacters: number;
  /** Characters of resources that several people refer to, such as organisations: these are held to the end. */
  readonly sharedCharacters: number;
  readonly sharedEntries: number;
  /** Entries in one body: of each a few numbers are kept. */
  readonly entries: number;
  /** Entries that belong together, such as all about one child. */
  readonly together: number;
  /** How often a body is read for entries that belong together and stand far apart. */
  readonly rounds: number;
  /** People of unknown age in one transaction who may be anybody. */
  readonly doubtful: number;
}

/** A few tens of megabytes at most, and about a hundred bytes for each entry. */
export const STREAM_BOUNDS: StreamBounds = {
  wholeBytes: 1024 * 1024,
  itemCharacters: 32 * 1024 * 1024,
  heldCharacters: 32 * 1024 * 1024,
  sharedCharacters: 8 * 1024 * 1024,
  sharedEntries: 20_000,
  entries: 4_000_000,
  together: 20_000,
  rounds: 32,
  doubtful: MOST_DOUBTFUL,
};

/** What a sender can do about a body that does not fit: the end of every rule about it. */
export const WHAT_TO_DO = 'sort by patient, or split';
