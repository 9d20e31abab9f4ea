/** Numbers that belong together, joined two by two (union-find): eight bytes each. */
export class Groups {
  readonly #parent: Int32Array;

  /** @param count at first each of the numbers below it stands alone */
  constructor(count: number) {
    this.#parent = Int32Array.from({ length: count }, (_, index) => index);
  }

  /** The lowest number of the group. */
  of(member: number): number {
    const parent = this.#parent;
    let at = member;
    for (;;) {
      const above = parent[at] ?? at;
      if (above === at) return at;
      // Halving the path as it is walked keeps all later walks short.
      const next = parent[above] ?? above;
      parent[at] = next;
      at = next;
    }
  }

  join(one: number, other: number): void {
    const [a, b] = [this.of(one), this.of(other)];
    if (a !== b) this.#parent[Math.max(a, b)] = Math.min(a, b);
  }
}
