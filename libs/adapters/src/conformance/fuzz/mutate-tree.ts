import type { Chance } from './chance.js';
import { oddValue } from './odd-values.js';
import { branchesOf, replaced, type Branch } from './tree.js';

/** Most copies of one branch: enough to show work that grows with the square of a count. */
const MOST_COPIES = 300;
/** Deeper than any limit of {@link Limits.depth} that a feed would set. */
const DEEPEST = 150;

type Mutation = (root: Branch, target: Branch, chance: Chance, others: readonly Branch[]) => Branch;

const withValue: Mutation = (root, target, chance) =>
  replaced(root, target, [target.value === undefined ? target : { ...target, value: oddValue(chance) }]);

const withAttribute: Mutation = (root, target, chance) => {
  const at = chance.below(target.attributes.length);
  const attributes = target.attributes.map(([name, value], index) => [name, index === at ? oddValue(chance) : value] as const);
  return replaced(root, target, [{ ...target, attributes }]);
};

const removed: Mutation = (root, target) => replaced(root, target, []);

const repeated: Mutation = (root, target, chance) =>
  replaced(
    root,
    target,
    Array.from({ length: chance.once(10) ? MOST_COPIES : 2 + chance.below(3) }, () => target),
  );

const shuffled: Mutation = (root, target, chance) => {
  const children = [...target.children];
  for (let index = children.length - 1; index > 0; index -= 1) {
    const other = chance.below(index + 1);
    [children[index], children[other]] = [children[other] as Branch, children[index] as Branch];
  }
  return replaced(root, target, [{ ...target, children }]);
};

const renamed: Mutation = (root, target, chance, others) =>
  replaced(root, target, [{ ...target, name: chance.pick(others).name || target.name }]);

/** A branch of another document of the same standard in its place: right parts in wrong places. */
const grafted: Mutation = (root, target, chance, others) => replaced(root, target, [{ ...chance.pick(others), name: target.name }]);

const added: Mutation = (root, target, chance, others) =>
  target.value === undefined ? replaced(root, target, [{ ...target, children: [...target.children, chance.pick(others)] }]) : root;

const nested: Mutation = (root, target, chance) => {
  let deep = target;
  for (let level = chance.once(5) ? DEEPEST : 1 + chance.below(3); level > 0; level -= 1)
    deep = { ...target, value: undefined, kind: target.kind === 'element' ? 'element' : 'object', children: [deep] };
  return replaced(root, target, [deep]);
};

const MUTATIONS: readonly Mutation[] = [
  withValue,
  withValue,
  withValue,
  withAttribute,
  removed,
  removed,
  repeated,
  shuffled,
  renamed,
  grafted,
  added,
  nested,
];

/** A tree altered in one to four places. `others` are branches of documents of the same standard. */
export function mutated(root: Branch, chance: Chance, others: readonly Branch[]): Branch {
  let tree = root;
  for (let times = 1 + chance.below(4); times > 0; times -= 1)
    tree = chance.pick(MUTATIONS)(tree, chance.pick(branchesOf(tree)), chance, others);
  return tree;
}

/** A document grown from the names and values of others, by no schema at all. */
export function grown(root: Branch, chance: Chance, others: readonly Branch[]): Branch {
  const grow = (like: Branch, depth: number): Branch => {
    if (depth === 0 || like.value !== undefined)
      return like.value === undefined ? { ...like, children: [] } : { ...like, value: oddValue(chance) };
    return { ...like, children: Array.from({ length: chance.below(6) }, () => grow(chance.pick(others), depth - 1)) };
  };
  return grow(root, 2 + chance.below(6));
}
