/** An attribute with its namespace URI; '' when it has none. */
export interface XmlAttribute {
  readonly name: string;
  readonly uri: string;
  readonly value: string;
}

/**
 * An element by local name and namespace URI: the prefix the sender chose says nothing.
 * `text` is the character data directly inside it, references resolved, blanks between elements left out.
 */
export interface XmlElement {
  readonly name: string;
  /** Namespace URI; '' when it has none, or when the reading does not resolve namespaces. */
  readonly uri: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  readonly text: string;
  /** Line of its start tag, from 1. */
  readonly line: number;
}

/** The first child element of that name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (element === undefined) return undefined;
  for (const child of element.children) if (child.name === name) return child;
  return undefined;
}

/** All child elements of that name, in order. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  const first = childOf(element, name);
  return element === undefined || first === undefined ? [] : element.children.filter((child) => child.name === name);
}

/** The element at the end of a path of names, first child taken at each step. */
export function at(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let found = element;
  for (let step = 0; found !== undefined && step < path.length; step += 1) found = childOf(found, path[step] ?? '');
  return found;
}

/** The text at the end of a path, trimmed; undefined when there is none or it is blank. */
export function textAt(element: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  let found = element;
  for (let step = 0; found !== undefined && step < path.length; step += 1) found = childOf(found, path[step] ?? '');
  const text = found?.text.trim();
  return text === '' ? undefined : text;
}

/** The value of an attribute, trimmed; undefined when there is none or it is blank. */
export function attributeOf(element: XmlElement | undefined, name: string, uri = ''): string | undefined {
  const value = element?.attributes.find((attribute) => attribute.name === name && attribute.uri === uri)?.value.trim();
  return value === '' ? undefined : value;
}
