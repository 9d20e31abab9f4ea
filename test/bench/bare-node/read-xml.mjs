import { SaxesParser } from 'saxes';

/**
 * Elements as plain objects: attributes under `@name`, text under `#text`, an element with text alone as that text, the elements
 * named in `lists` always as arrays. Saxes, because it takes a quarter of fast-xml-parser's time on these messages.
 */
export function readXml(text, lists) {
  const parser = new SaxesParser();
  const root = {};
  const open = [root];
  parser.on('opentag', ({ attributes }) => {
    const element = {};
    for (const name in attributes) element[`@${name}`] = attributes[name];
    open.push(element);
  });
  parser.on('text', (piece) => {
    open.at(-1)['#text'] = (open.at(-1)['#text'] ?? '') + piece;
  });
  parser.on('closetag', ({ name }) => {
    const element = open.pop();
    const parent = open.at(-1);
    const value = settled(element);
    if (lists.has(name)) (parent[name] ??= []).push(value);
    else parent[name] = value;
  });
  parser.write(text).close();
  return root;
}

/** White space between elements is no text. */
function settled(element) {
  const text = element['#text'];
  const names = Object.keys(element);
  if (names.length === 1 && text !== undefined) return text.trim();
  if (text !== undefined && text.trim() === '') delete element['#text'];
  return names.length === 0 ? '' : element;
}
