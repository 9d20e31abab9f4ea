import type { AdapterInput, MapContext } from '../kit/adapter.js';

/**
 * What was worked out of an input, for the call that follows: `map` goes on where `inspect` of the same input ended. It is what
 * working it out again would give, and goes when its input goes.
 */
export class Remembered<T> {
  readonly #known = new WeakMap<AdapterInput, { readonly context: MapContext; readonly owner: object; readonly found: T }>();

  /** What is known of an input in this context, or what `find` finds. @param owner what else it depends on, told by identity */
  async of(input: AdapterInput, context: MapContext, owner: object, find: () => Promise<T>): Promise<T> {
    const known = this.#known.get(input);
    if (known?.owner === owner && isSame(known.context, context)) return known.found;
    const found = await find();
    this.#known.set(input, { context, owner, found });
    return found;
  }
}

function isSame(one: MapContext, other: MapContext): boolean {
  if (one.now.getTime() !== other.now.getTime()) return false;
  return (Object.keys(one.limits) as (keyof MapContext['limits'])[]).every((limit) => one.limits[limit] === other.limits[limit]);
}
