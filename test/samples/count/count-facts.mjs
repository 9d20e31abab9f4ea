/**
 * Counts the facts that stand in a file, as a clerk with a pencil would: by walking the raw XML or JSON, knowing
 * nothing of our adapters. Shares no code with them, so that it cannot share their mistakes.
 *
 *   node test/samples/count/count-facts.mjs <fhir|cjse|niem|sif> <file>…      prints one JSON line per file, counts only
 *
 * A fact is counted once per file however often it is repeated. Every resource counts, billing included: what an adapter
 * leaves out on purpose shows as not found.
 */
import { readFileSync } from 'node:fs';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { XMLParser } from 'fast-xml-parser';
import { fhirFacts, fhirFromXml } from './fhir.mjs';
import { noFacts } from './facts.mjs';
import { namedFacts } from './named-fields.mjs';

/** The distinct facts in the text of one file; all empty when it is neither XML nor JSON. @param format `fhir`, `cjse`, `niem` or `sif` */
export function factsIn(text, format = 'fhir') {
  const root = treeOf(text, format);
  if (root === undefined) return noFacts();
  return format === 'fhir' ? fhirFacts(root) : namedFacts(root, format);
}

const PARSER = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
});

function treeOf(text, format) {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  try {
    if (!start.startsWith('<')) return JSON.parse(text);
    const tree = PARSER.parse(start);
    return format === 'fhir' ? fhirFromXml(tree) : withEscaped(tree);
  } catch {
    return undefined;
  }
}

/** A message inside a message stands as text that is itself XML, once or twice escaped. */
function withEscaped(node) {
  if (typeof node === 'string' && /^\s*(&lt;|<)[?\w]/.test(node))
    return withEscaped(PARSER.parse(node.startsWith('&') ? unescaped(node) : node));
  if (Array.isArray(node)) return node.map(withEscaped);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, withEscaped(value)]));
}

function unescaped(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
}

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) {
  const [, , format, ...files] = argv;
  for (const file of files) {
    const { people, ...sets } = factsIn(readFileSync(file, 'utf8'), format);
    const counts = Object.fromEntries(Object.entries(sets).map(([kind, set]) => [kind, set.size]));
    console.log(JSON.stringify({ file: file.split('/').at(-1), people, ...counts }));
  }
}
