import type { Groups } from './groups.js';
import type { NumberList } from './numbers.js';

/** References between items: `targets[to]` is the item that a look-up finds, or -1. */
export interface ResolvedLinks {
  readonly from: NumberList;
  readonly to: NumberList;
  readonly targets: Int32Array;
}

/** Which items there are. */
export interface Items {
  readonly count: number;
  /** Items that do not join those who refer to them: 1, else 0. */
  readonly isSupporting: Uint8Array;
  /** Items whose references nobody follows: 1, else 0. */
  readonly isSilent: Uint8Array;
}

const NOBODY = -1;
const SEVERAL = -2;

/** What supporting items come to: those of one group join it, those of several are shared. */
export interface Shared {
  readonly shared: Uint8Array;
  readonly sharedComesLate: boolean;
}

/** Gives supporting items, and what they in turn refer to, to the groups that use them. */
export function shareOut(groups: Groups, items: Items, links: ResolvedLinks): Shared {
  const users = usersOf(groups, items, links);
  const shared = new Uint8Array(items.count);
  for (let item = 0; item < items.count; item += 1) {
    const user = users[item] ?? NOBODY;
    if (user === SEVERAL) shared[item] = 1;
    else if (user !== NOBODY) groups.join(item, user);
  }
  return { shared, sharedComesLate: comesLate(groups, shared, links) };
}

/** For every supporting item the one group that uses it, or how many do. */
function usersOf(groups: Groups, { count, isSupporting, isSilent }: Items, links: ResolvedLinks): Int32Array {
  const { from, to, targets } = links;
  const users = new Int32Array(count).fill(NOBODY);
  const changed: number[] = [];
  const use = (item: number, user: number): void => {
    const before = users[item] ?? NOBODY;
    if (before === user || before === SEVERAL) return;
    users[item] = before === NOBODY ? user : SEVERAL;
    changed.push(item);
  };
  for (let link = 0; link < from.length; link += 1) {
    const [item, target] = [from.at(link), targets[to.at(link)] ?? NOBODY];
    if (target >= 0 && isSupporting[target] === 1 && isSupporting[item] !== 1 && isSilent[item] !== 1) use(target, groups.of(item));
  }
  const further = new Further(count, isSupporting, links);
  // What changes twice at most ends, also where organisations are part of each other in a circle.
  for (let item = changed.pop(); item !== undefined; item = changed.pop()) {
    const user = users[item] ?? NOBODY;
    further.each(item, (target) => {
      use(target, user);
    });
  }
  return users;
}

/** References among supporting items, by the item they stand in. */
class Further {
  readonly #starts: Int32Array;
  readonly #targets: Int32Array;

  constructor(count: number, isSupporting: Uint8Array, { from, to, targets }: ResolvedLinks) {
    const starts = new Int32Array(count + 1);
    const eachLink = (take: (item: number, target: number) => void): void => {
      for (let link = 0; link < from.length; link += 1) {
        const [item, target] = [from.at(link), targets[to.at(link)] ?? NOBODY];
        if (target >= 0 && isSupporting[target] === 1 && isSupporting[item] === 1) take(item, target);
      }
    };
    eachLink((item) => (starts[item + 1] = (starts[item + 1] ?? 0) + 1));
    for (let item = 0; item < count; item += 1) starts[item + 1] = (starts[item + 1] ?? 0) + (starts[item] ?? 0);
    const found = new Int32Array(starts[count] ?? 0);
    const next = starts.slice();
    eachLink((item, target) => {
      found[next[item] ?? 0] = target;
      next[item] = (next[item] ?? 0) + 1;
    });
    this.#starts = starts;
    this.#targets = found;
  }

  each(item: number, take: (target: number) => void): void {
    for (let at = this.#starts[item] ?? 0; at < (this.#starts[item + 1] ?? 0); at += 1) take(this.#targets[at] ?? 0);
  }
}

/** Whether a shared item comes after the last item of a group that refers to it. */
function comesLate(groups: Groups, shared: Uint8Array, { from, to, targets }: ResolvedLinks): boolean {
  const lasts = new Int32Array(shared.length);
  for (let item = 0; item < shared.length; item += 1) lasts[groups.of(item)] = item;
  for (let link = 0; link < from.length; link += 1) {
    const [item, target] = [from.at(link), targets[to.at(link)] ?? NOBODY];
    if (target < 0 || shared[target] !== 1) continue;
    const known = shared[item] === 1 ? item : (lasts[groups.of(item)] ?? 0);
    if (target > known) return true;
  }
  return false;
}
