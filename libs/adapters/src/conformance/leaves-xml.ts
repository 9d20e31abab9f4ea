import type { Leaf } from './leaf.js';

/** A fixture is well-formed and without comments inside tags, so tokens are enough to find its values. */
const TOKEN = /<!--[^]*?-->|<\?[^]*?\?>|<!\[CDATA\[[^]*?\]\]>|<\/[^>]*>|<[^>]*>|[^<]+/gu;
const ATTRIBUTE = /\s([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')/gu;

/** Values of an XML document: text between tags and attributes, namespace declarations aside. Prefixes are left out of paths. */
export function xmlLeaves(document: string): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const path: string[] = [];
  let opened = -1;
  for (const { 0: token, index } of document.matchAll(TOKEN)) {
    if (token.startsWith('</')) path.pop();
    else if (token.startsWith('<') && !/^<[!?]/u.test(token)) {
      path.push(localName(/^<([^\s/>]+)/u.exec(token)?.[1] ?? ''));
      leaves.push(...attributes(document, token, index, path.join('/')));
      if (token.endsWith('/>')) path.pop();
    } else if (!token.startsWith('<') && token.trim() !== '') leaves.push(leaf(document, path.join('/'), { index, token, opened }));
    opened = /^<[^/!?]/u.test(token) && !token.endsWith('/>') ? index : -1;
  }
  return leaves;
}

function attributes(document: string, tag: string, index: number, path: string): Leaf[] {
  return [...tag.matchAll(ATTRIBUTE)]
    .filter(([, name = '']) => name !== 'xmlns' && !name.startsWith('xmlns:'))
    .map((match) => {
      const [whole, name = '', quoted = ''] = match;
      const start = index + match.index + whole.length - quoted.length + 1;
      const value = quoted.slice(1, -1);
      const from = index + match.index;
      return {
        path: `${path}/@${localName(name)}`,
        value,
        with: (other: string | undefined): string =>
          other === undefined
            ? document.slice(0, from) + document.slice(from + whole.length)
            : document.slice(0, start) + escaped(other) + document.slice(start + value.length),
      };
    });
}

interface Text {
  readonly index: number;
  readonly token: string;
  /** Where the start tag just before it begins; -1 when the text follows something else. */
  readonly opened: number;
}

function leaf(document: string, path: string, { index, token, opened }: Text): Leaf {
  const end = index + token.length;
  const closing = /^<\/[^>]*>/u.exec(document.slice(end, end + 200))?.[0];
  const alone = opened >= 0 && closing !== undefined;
  const without = alone ? document.slice(0, opened) + document.slice(end + closing.length) : document.slice(0, index) + document.slice(end);
  return {
    path,
    value: token.trim(),
    with: (other) => (other === undefined ? without : document.slice(0, index) + escaped(other) + document.slice(end)),
  };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
