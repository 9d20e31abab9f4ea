import type { Planted } from './planted.js';

/** Like a field, like a type, like a value written into a name. */
const NAMES = ['qzxvcanary', 'Qzxvcanary', '_qzxvcanary', 'Qzxv.canary-2015-03-04-9990001006'];
/** A fixture is well-formed and without `>` in attributes, so tags are enough to find its elements. */
const TAG = /<!--[^]*?-->|<\?[^]*?\?>|<!\[CDATA\[[^]*?\]\]>|<(\/?)([^\s<>/!?]+)[^<>]*?(\/?)>/gu;

/** New elements and attributes in every element of an XML document, its elements renamed one by one, and faults beside such a name. */
export function* plantedXml(document: string): Generator<Planted> {
  for (const [index, element] of elements(document).entries()) {
    const name = NAMES[index % NAMES.length] ?? '';
    yield { name: `${element.path}: names added`, text: withNames(document, element) };
    yield { name: `${element.path}: ${name} in its place`, text: renamed(document, element, name) };
  }
  const root = /<(?![?!])[^>]*>/u.exec(document);
  const [name] = NAMES;
  const inside = (text: string): string => {
    const at = (root?.index ?? 0) + (root?.[0].length ?? 0);
    return document.slice(0, at) + text + document.slice(at);
  };
  yield { name: 'an element not closed', text: inside(`<${name}>`) };
  yield { name: 'an element closed by another', text: inside(`<a></${name}>`) };
  yield { name: 'a prefix without a namespace', text: inside(`<${name}:a/>`) };
  yield { name: 'an entity nobody declared', text: inside(`&${name};`) };
  yield { name: 'the same attribute twice', text: inside(`<a ${name}="1" ${name}="2"/>`) };
  yield { name: 'an attribute without a value', text: inside(`<a ${name}/>`) };
  yield { name: 'a processing instruction', text: inside(`<?${name} x?>`) };
  yield { name: 'a document type', text: document.slice(0, root?.index) + `<!DOCTYPE ${name}>` + document.slice(root?.index) };
  yield { name: 'another root', text: `<${name}><${name}/></${name}>` };
}

interface Found {
  /** Names from the root, without prefixes. */
  readonly path: string;
  /** Where its start tag, its content and its end tag begin, and where its end tag ends. */
  readonly from: number;
  readonly content: number;
  readonly end: number;
  readonly after: number;
  /** As the start tag has it, with its prefix. */
  readonly tag: string;
}

/** Elements with text, with a value, nested and of another namespace; attributes with and without a prefix. */
function withNames(document: string, element: Found): string {
  const attributes = NAMES.map((name) => ` xmlns:p${name}="urn:${name}" ${name}="x" p${name}:${name}="x"`).join('');
  const before = NAMES.map((name) => `<${name} ${name}="x"><${name}>x</${name}></${name}>`).join('');
  const behind = NAMES.map((name) => `<${name}A value="x"/><p${name}:${name}>x</p${name}:${name}>`).join('');
  return rebuilt(document, element, { tag: element.tag, attributes, before, behind });
}

function renamed(document: string, element: Found, name: string): string {
  return rebuilt(document, element, { tag: name, attributes: '', before: '', behind: '' });
}

interface Change {
  readonly tag: string;
  readonly attributes: string;
  readonly before: string;
  readonly behind: string;
}

function rebuilt(document: string, { from, content, end, after, tag }: Found, change: Change): string {
  const head = document.slice(from + 1 + tag.length, content).replace(/\/?>$/u, '');
  const inner = `${change.before}${document.slice(content, end)}${change.behind}`;
  return `${document.slice(0, from)}<${change.tag}${head}${change.attributes}>${inner}</${change.tag}>${document.slice(after)}`;
}

/** One element for each path. */
function elements(document: string): readonly Found[] {
  const found = new Map<string, Found>();
  const open: { readonly path: string; readonly from: number; readonly content: number; readonly tag: string }[] = [];
  for (const match of document.matchAll(TAG)) {
    const [token, closing, tag, empty] = match;
    if (tag === undefined) continue;
    const after = match.index + token.length;
    if (closing !== '/')
      open.push({ path: `${open.at(-1)?.path ?? ''}/${tag.slice(tag.indexOf(':') + 1)}`, from: match.index, content: after, tag });
    if (closing !== '/' && empty !== '/') continue;
    const element = open.pop();
    if (element && !found.has(element.path)) found.set(element.path, { ...element, end: closing === '/' ? match.index : after, after });
  }
  return [...found.values()];
}
