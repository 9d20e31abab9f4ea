import { SaxesParser } from 'saxes';
import type { Branch } from './tree.js';

/** Reads a well-formed document, XML or JSON; undefined when it is neither. */
export function treeOf(text: string): Branch | undefined {
  try {
    return /^\s*[{[]/u.test(text) ? jsonBranch('', JSON.parse(text) as unknown) : xmlBranch(text);
  } catch {
    return undefined;
  }
}

/** Writes a tree as the syntax it was read from. */
export function written(root: Branch): string {
  return root.kind === 'element' ? xmlText(root) : jsonText(root);
}

function jsonBranch(name: string, value: unknown): Branch {
  const base = { name, attributes: [], value: undefined, children: [] };
  if (Array.isArray(value)) return { ...base, kind: 'list', children: value.map((item) => jsonBranch('', item)) };
  if (typeof value === 'object' && value !== null)
    return { ...base, kind: 'object', children: Object.entries(value).map(([key, item]) => jsonBranch(key, item)) };
  return typeof value === 'string' ? { ...base, kind: 'text', value } : { ...base, kind: 'literal', value: String(value) };
}

function jsonText(branch: Branch): string {
  switch (branch.kind) {
    case 'list':
      return `[${branch.children.map(jsonText).join(',')}]`;
    case 'literal':
      return /^(?:-?\d{1,15}(?:\.\d{1,15})?|true|false|null)$/u.test(branch.value ?? '')
        ? (branch.value ?? '')
        : JSON.stringify(branch.value);
    case 'text':
      return JSON.stringify(branch.value);
    default:
      return `{${branch.children.map((child) => `${JSON.stringify(child.name)}:${jsonText(child)}`).join(',')}}`;
  }
}

function xmlBranch(text: string): Branch {
  interface Open {
    readonly name: string;
    readonly attributes: readonly (readonly [string, string])[];
    readonly children: Branch[];
  }
  const open: Open[] = [{ name: '', attributes: [], children: [] }];
  const parser = new SaxesParser({ xmlns: false, fragment: false });
  parser.on('opentag', ({ name, attributes }) => {
    open.push({ name, attributes: Object.entries(attributes), children: [] });
  });
  parser.on('text', (value) => {
    if (value.trim() !== '') open.at(-1)?.children.push({ name: '', attributes: [], value, children: [], kind: 'text' });
  });
  parser.on('closetag', () => {
    const closed = open.pop();
    if (closed) open.at(-1)?.children.push({ ...closed, value: undefined, kind: 'element' });
  });
  parser.write(text.replace(/^\uFEFF/u, '')).close();
  const root = open[0]?.children.find(({ kind }) => kind === 'element');
  if (root === undefined) throw new TypeError('No element');
  return root;
}

function xmlText(branch: Branch): string {
  if (branch.value !== undefined) return escaped(branch.value);
  const name = branch.name === '' ? 'x' : branch.name;
  const attributes = branch.attributes.map(([key, value]) => ` ${key}="${escaped(value)}"`).join('');
  return branch.children.length === 0
    ? `<${name}${attributes}/>`
    : `<${name}${attributes}>${branch.children.map(xmlText).join('')}</${name}>`;
}

function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/gu, (sign) => `&#${sign.charCodeAt(0)};`);
}
