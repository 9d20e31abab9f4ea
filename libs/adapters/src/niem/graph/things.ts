import { warning, type Report } from '../../kit/issues.js';
import type { Node } from '../read/node.js';

/** Elements that are read of one thing; more are of no honest sender, and each is read for every other thing joined to it. */
const MOST_ELEMENTS = 50;

/**
 * The things of one package: a person and its roles, an incident in the digest and in a payload are several elements
 * and one thing. Elements are joined by `structures:ref` to `structures:id` (NIEM 2 to 5), by `structures:uri` (NIEM 4
 * and later), by RoleOf… elements and by SameAsDigestReference (LEXS). Built in time linear in the elements.
 */
export class Things {
  readonly #ids = new Map<string, Node>();
  readonly #over = new Map<Node, Node>();
  readonly #elements = new Map<Node, Node[]>();
  readonly #report: Report;

  constructor(root: Node, report: Report) {
    this.#report = report;
    const all = root.everything();
    for (const node of all) this.#takeId(node);
    for (const node of all) this.#join(node);
    for (const node of all) this.#gather(node);
  }

  /** The elements that are one thing with this one, itself among them, in source order. */
  elementsOf(node: Node): readonly Node[] {
    return this.#elements.get(this.#first(node)) ?? [node];
  }

  /** One element that stands for the thing: the same for each of its elements. */
  of(node: Node): Node {
    return this.#first(node);
  }

  /** What a reference leads to; the element itself when it is no reference. Undefined when it leads nowhere. */
  target(node: Node): Node | undefined {
    const to = this.#linkOf(node);
    if (to === undefined) return this.#first(node);
    const found = this.#ids.get(to);
    return found && this.#first(found);
  }

  /** As {@link target}, and reports a reference that leads nowhere. */
  follow(node: Node): Node | undefined {
    const found = this.target(node);
    if (found === undefined) this.#report(warning('format.reference', `${node.met().path}/@ref`, 'Nothing in the package has this id'));
    return found;
  }

  /** Whether an element only points at another. */
  isReference(node: Node): boolean {
    return this.#linkOf(node) !== undefined;
  }

  #gather(node: Node): void {
    const first = this.#first(node);
    const known = this.#elements.get(first);
    if (known === undefined) this.#elements.set(first, [node]);
    else if (known.length < MOST_ELEMENTS) known.push(node);
    else if (known.length === MOST_ELEMENTS)
      this.#report(warning('limit.items', node.met().path, `More than ${MOST_ELEMENTS} elements are one thing`));
  }

  #takeId(node: Node): void {
    const id = node.link('id');
    if (id !== undefined) {
      if (this.#ids.has(id))
        this.#report(
          warning('format.reference', `${node.met().path}/@id`, 'Another of the package has this id; references mean the first'),
        );
      else this.#ids.set(id, node);
    }
    const uri = identity(node.link('uri'));
    if (uri !== undefined && !isBare(node) && !this.#ids.has(uri)) this.#ids.set(uri, node);
  }

  #join(node: Node): void {
    const uri = identity(node.link('uri'));
    const same = uri === undefined ? undefined : this.#ids.get(uri);
    if (same && same !== node) this.#unite(node, same);
    if (/^RoleOf[A-Z]/u.test(node.name) && node.vocabulary !== undefined && node.parent) {
      const target = this.follow(node.met());
      if (target) this.#unite(node.parent, target);
    }
    if (node.name === 'SameAsDigestReference' && node.vocabulary === 'lexs') this.#joinDigest(node);
    // A bare reference is no element of what it points at: it stands in an association or a role.
  }

  /** The reference stands in the element itself or in its augmentation. */
  #joinDigest(node: Node): void {
    const holder = node.parent?.name.endsWith('Augmentation') ? node.parent.parent : node.parent;
    const target = this.follow(node.met());
    if (holder && target) this.#unite(holder, target);
  }

  #linkOf(node: Node): string | undefined {
    const ref = node.link('ref');
    if (ref !== undefined) return ref;
    return isBare(node) ? identity(node.link('uri')) : undefined;
  }

  #first(node: Node): Node {
    let first = node;
    for (let over = this.#over.get(first); over !== undefined; over = this.#over.get(first)) first = over;
    // Shorten the way for the next who asks, so that long chains stay cheap.
    let at = node;
    for (let over = this.#over.get(at); over !== undefined && over !== first; over = this.#over.get(at)) {
      this.#over.set(at, first);
      at = over;
    }
    return first;
  }

  #unite(one: Node, other: Node): void {
    const [first, second] = [this.#first(one), this.#first(other)];
    if (first !== second) this.#over.set(second, first);
  }
}

/** `#p1` and `p1` name the same thing: a fragment of this document (NDR 6.0). */
function identity(uri: string | undefined): string | undefined {
  return uri?.startsWith('#') ? uri.slice(1) : uri;
}

/** An element without content: with a uri it can only be a reference. */
function isBare(node: Node): boolean {
  return node.children.length === 0 && node.element.text.trim() === '';
}
