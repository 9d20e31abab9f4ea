import { notice } from '../../kit/issues.js';
import type { Node } from '../read/node.js';
import type { Reading } from './reading.js';

/** Levels of augmentations inside augmentations that are looked into. */
const DEEPEST = 3;

/** What one thing says of itself, whichever of its elements or their augmentations says it. */
export class Facts {
  readonly #holders: readonly Node[];

  constructor(
    elements: readonly Node[],
    readonly reading: Reading,
  ) {
    const holders: Node[] = [];
    for (const element of elements) addWithAugmentations(element, DEEPEST, holders);
    this.#holders = holders;
  }

  /** All elements of the names: holder by holder. */
  all(...names: readonly string[]): readonly Node[] {
    const all: Node[] = [];
    for (const holder of this.#holders) for (const node of holder.many(...names)) all.push(node);
    return all;
  }

  /** The first element of the names; another that says something else is told. */
  first(...names: readonly string[]): Node | undefined {
    const [first, ...others] = this.all(...names);
    if (first && others.some((other) => other.name === first.name && other.element.text.trim() !== first.element.text.trim()))
      this.reading.report(notice('format.value', first.path, 'Said more than once and not alike; the first is taken'));
    return first;
  }

  text(max: number, ...names: readonly string[]): string | undefined {
    return this.reading.text(this.first(...names), max);
  }

  /** The elements themselves, with their augmentations. */
  get holders(): readonly Node[] {
    return this.#holders;
  }
}

function addWithAugmentations(element: Node, deepest: number, holders: Node[]): void {
  holders.push(element);
  if (deepest === 0) return;
  for (const child of element.children)
    if (child.vocabulary !== undefined && child.name.endsWith('Augmentation')) addWithAugmentations(child.met(), deepest - 1, holders);
}
