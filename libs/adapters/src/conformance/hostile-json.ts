import type { Hostile } from './hostile-document.js';

/** What JSON makes possible and this project never lets happen. */
export function hostileJson(document: string): readonly Hostile[] {
  const open = document.indexOf('{') + 1;
  const inside = (inserted: string): string => `${document.slice(0, open)}${inserted},${document.slice(open)}`;
  const firstKey = /"(?:[^"\\]|\\.)*"/u.exec(document.slice(open))?.[0] ?? '"a"';
  return [
    { name: 'duplicate key', text: inside(`${firstKey}:null`), refusedWith: 'json.duplicate-key' },
    { name: '__proto__', text: inside('"__proto__":{"polluted":"yes"}'), refusedWith: 'json.forbidden-key' },
    { name: 'constructor', text: inside('"constructor":{"prototype":{"polluted":"yes"}}'), refusedWith: 'json.forbidden-key' },
    { name: 'depth of arrays', text: inside(`"x":${'['.repeat(10_000)}${']'.repeat(10_000)}`), refusedWith: 'limit.depth' },
    { name: 'depth of objects', text: inside(`"x":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`), refusedWith: 'limit.depth' },
    { name: 'depth without end', text: '['.repeat(1_000_000), refusedWith: 'limit.depth' },
    { name: 'one text of two million characters', text: inside(`"x":"${'x'.repeat(2_000_000)}"`), refusedWith: 'limit.text' },
    { name: 'second document', text: `${document}{}`, refusedWith: 'json.malformed' },
    { name: 'trailing comma', text: `${document.trimEnd().slice(0, -1)},}`, refusedWith: 'json.malformed' },
    { name: 'comment', text: `/* c */${document}`, refusedWith: 'json.malformed' },
    { name: 'NaN', text: inside('"x":NaN'), refusedWith: 'json.malformed' },
    { name: 'an array in place of an object', text: `[${document}]` },
    { name: 'null', text: 'null' },
    { name: 'a number', text: '1e999' },
    { name: 'a text', text: '"\\ud800"' },
  ];
}
