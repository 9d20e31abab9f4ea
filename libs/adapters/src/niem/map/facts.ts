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
    this.#holders = elements.flatMap((element) => withAugmentations(element, DEEPEST));
  }

  /** All elements of the names: holder by holder. */
  all(...names: readonly string[]): readonly Node[] {
    return this.#holders.flatMap((holder) => holder.many(...names));
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

function withAugmentations(element: Node, deepest: number): readonly Node[] {
  if (deepest === 0) return [element];
  const augmentations = element.children.filter(({ name, vocabulary }) => vocabulary !== undefined && name.endsWith('Augmentation'));
  return [element, ...augmentations.flatMap((augmentation) => withAugmentations(augmentation.reading(), deepest - 1))];
}
