/** A document as a tree that can be altered: what XML and JSON have in common. */
export interface Branch {
  /** Element name, or key; empty for the root and for items of a list. */
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** Text, number or literal as written; undefined for what holds others. */
  readonly value: string | undefined;
  readonly children: readonly Branch[];
  /** How JSON writes it. */
  readonly kind: 'element' | 'object' | 'list' | 'text' | 'literal';
}

/** All branches of a tree, the root first. */
export function branchesOf(root: Branch): readonly Branch[] {
  const all: Branch[] = [];
  const waiting: Branch[] = [root];
  for (let branch = waiting.pop(); branch !== undefined; branch = waiting.pop()) {
    all.push(branch);
    for (let index = branch.children.length - 1; index >= 0; index -= 1) waiting.push(branch.children[index] as Branch);
  }
  return all;
}

/** The tree with one branch replaced by others (none removes it). The root is only ever replaced by exactly one. */
export function replaced(root: Branch, target: Branch, by: readonly Branch[]): Branch {
  if (root === target) return by[0] ?? root;
  const children = root.children.flatMap((child) => (child === target ? by : [replaced(child, target, by)]));
  const same = children.length === root.children.length && children.every((child, index) => child === root.children[index]);
  return same ? root : { ...root, children };
}
