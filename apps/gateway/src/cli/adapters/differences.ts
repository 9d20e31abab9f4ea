/** What is said of one position, as values by path. */
export type Said = ReadonlyMap<string, unknown>;

/** One place where two mappings differ. Values are never in it. */
export interface Place {
  readonly change: 'added' | 'removed' | 'changed';
  /** Contract fields, or `inspection`, `kind`, `issues`. */
  readonly path: string;
}

/** Where they differ, in the order of their paths. */
export function differencesOf(before: Said, after: Said): readonly Place[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((path): Place[] => {
    if (before.get(path) === after.get(path) && before.has(path) === after.has(path)) return [];
    return [{ change: changeOf(before.has(path), after.has(path)), path }];
  });
}

/** One name for the same place in every item of a list. */
export function kindOf({ change, path }: Place): string {
  return `${change} ${path.replace(/\[\d+\]/gu, '[]')}`;
}

function changeOf(wasThere: boolean, isThere: boolean): Place['change'] {
  if (!wasThere) return 'added';
  return isThere ? 'changed' : 'removed';
}
