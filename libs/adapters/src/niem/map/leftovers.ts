import type { Unmapped } from '@mash-gateway/contracts';
import { UNMAPPED_NAMES } from '../unmapped.js';
import type { Node } from '../read/node.js';

/** Most that one record lists (contract: `quality.unmapped`). */
const MOST = 200;

/** What nobody read, the outermost element of each such part, after everything was read. */
export function leftoversOf(roots: readonly (Node | undefined)[]): Unmapped[] {
  const found: Unmapped[] = [];
  for (const root of roots) if (root) collect(root, found);
  return found;
}

function collect(node: Node, found: Unmapped[]): void {
  if (found.length >= MOST) return;
  if (node.wasRead) {
    for (const child of node.children) collect(child, found);
    return;
  }
  const reason = UNMAPPED_NAMES.get(node.name);
  if (reason !== undefined && node.vocabulary !== undefined) node.tellName();
  found.push({ location: node.path, reason: reason ?? reasonFor(node) });
}

function reasonFor(node: Node): string {
  return node.vocabulary === undefined ? "The sender's own extension" : 'Of the standard, and not in this mapping';
}
