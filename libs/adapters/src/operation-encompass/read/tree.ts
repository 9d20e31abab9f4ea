/** A value as written, with its place in what was sent. */
export interface Written {
  readonly text: string;
  readonly location: string;
}

/**
 * A group of the notification as it was sent, whatever the syntax: the parts it has by key of the profile. What the profile does not
 * have is never here; it was reported when the group was read.
 */
export class Group {
  constructor(
    readonly location: string,
    readonly parts: ReadonlyMap<string, Written | Group | readonly (Written | Group)[]>,
    private readonly nameOf: (key: string) => string,
  ) {}

  /** A value; undefined when it is not there. */
  value(key: string): Written | undefined {
    const part = this.parts.get(key);
    return part !== undefined && 'text' in part ? part : undefined;
  }

  /** A group; undefined when it is not there. */
  group(key: string): Group | undefined {
    const part = this.parts.get(key);
    return part instanceof Group ? part : undefined;
  }

  /** The values of a list, in source order. */
  values(key: string): readonly Written[] {
    return this.#items(key).filter((item): item is Written => !(item instanceof Group));
  }

  /** The groups of a list, in source order. */
  groups(key: string): readonly Group[] {
    return this.#items(key).filter((item) => item instanceof Group);
  }

  /** Where a part stands, or would stand: by its key in JSON, by its element in XML. */
  place(key: string): string {
    return `${this.location}/${this.nameOf(key)}`;
  }

  #items(key: string): readonly (Written | Group)[] {
    const part = this.parts.get(key);
    return Array.isArray(part) ? (part as readonly (Written | Group)[]) : [];
  }
}
