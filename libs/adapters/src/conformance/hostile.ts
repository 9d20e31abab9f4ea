import { hostileCsv } from './hostile-csv.js';
import type { Hostile } from './hostile-document.js';
import { hostileJson } from './hostile-json.js';
import { hostileXml } from './hostile-xml.js';
import { leavesOf } from './leaves.js';
import { syntaxOf } from './syntax.js';

/** Hostile documents made from a good one. */
export function hostileDocuments(document: string): readonly Hostile[] {
  const syntax = syntaxOf(document);
  return [
    ...HOSTILE[syntax](document),
    ...oddValues(document),
    { name: 'blank', text: ' \n ' },
    ...Object.entries(STRANGERS).map(([other, text]) => ({ name: other === syntax ? 'another root' : `a document in ${other}`, text })),
  ];
}

const HOSTILE = { xml: hostileXml, json: hostileJson, csv: hostileCsv };
const STRANGERS = { xml: '<unexpected><Pupil/></unexpected>', json: '{"unexpected":[]}', csv: 'unexpected,table\n1,2\n' };

/** Values nobody expects, each put in the place of a value of a sample. */
function oddValues(document: string): Hostile[] {
  const leaves = leavesOf(document);
  const step = Math.max(1, Math.floor(leaves.length / SAMPLE));
  const sample = leaves.filter((_, index) => index % step === 0);
  return sample.flatMap((leaf) =>
    ODD.map((value) => ({ name: `${leaf.path} = ${JSON.stringify(value).slice(0, 30)}`, text: leaf.with(value) })),
  );
}

const SAMPLE = 12;
const ODD = [
  '',
  '0',
  '-1',
  '1e400',
  '9999-99-99',
  '0000-00-00',
  '\u202Ereversed',
  '🦊'.repeat(5000),
  '<![CDATA[',
  '../../etc/passwd',
  'null',
];
