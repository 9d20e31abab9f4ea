import { describe, expect, test } from '@jest/globals';
import { DEFAULT_LIMITS, type Limits } from './adapter.js';
import { inputOf } from './bytes.js';
import { Refusal } from './issues.js';
import { at, attributeOf, childrenOf, textAt } from './xml-tree.js';
import { xmlDocument, xmlFragments, type XmlReading } from './xml.js';

const input = (text: string) => inputOf(new TextEncoder().encode(text), 'application/xml');
const document = (text: string, engine: XmlReading['engine'] = 'direct', limits: Limits = DEFAULT_LIMITS) =>
  xmlDocument(input(text), limits, engine);

async function refused(text: string, limits: Partial<Limits> = {}) {
  const outcome: unknown = await document(text, 'direct', { ...DEFAULT_LIMITS, ...limits }).catch((error: unknown) => error);
  return outcome instanceof Refusal ? outcome.issue : { code: 'not refused', location: '', rule: '' };
}

test('a document that is cut off names the last record that was whole', async () => {
  const cut = '<list><item>1</item><note/><item>2</item><item>3';
  const reading = { limits: DEFAULT_LIMITS, namespaces: false, engine: 'outline', select: (name: string) => name !== 'list' } as const;
  const read = async (): Promise<void> => {
    for await (const { element } of xmlFragments(input(cut), reading)) expect(['item', 'note']).toContain(element.name);
  };

  await expect(read()).rejects.toMatchObject({ issue: { code: 'xml.malformed', location: 'line 1, column 48, after record 2' } });
});

describe('what a document says', () => {
  const noticed = `<?xml version="1.0"?>
<!-- before --><n:notice xmlns:n="urn:example:notice" xmlns="urn:example:default" grade="0012" n:mode="12E3">
  <n:given>Zoë &amp; &#x1F98A; <![CDATA[<b>&amp;</b>]]></n:given>
  <given> other </given><empty/>
  <constructor>007</constructor>
</n:notice>`;

  test.each(['direct', 'fast-xml-parser'] as const)(
    'names by namespace URI, references resolved, digits untouched (%s)',
    async (engine) => {
      const root = await document(noticed, engine);

      expect([root.name, root.uri, root.line]).toEqual(['notice', 'urn:example:notice', 2]);
      expect(root.attributes).toEqual([
        { name: 'grade', uri: '', value: '0012' },
        { name: 'mode', uri: 'urn:example:notice', value: '12E3' },
      ]);
      expect(root.children.map((child) => [child.name, child.uri, child.text, child.line])).toEqual([
        ['given', 'urn:example:notice', 'Zoë & 🦊 <b>&amp;</b>', 3],
        ['given', 'urn:example:default', ' other ', 4],
        ['empty', 'urn:example:default', '', 4],
        ['constructor', 'urn:example:default', '007', 5],
      ]);
    },
  );

  test('another prefix for the same namespace is the same document', async () => {
    const other = noticed.replaceAll('<n:', '<p:').replaceAll('</n:', '</p:').replace(' n:', ' p:').replace('xmlns:n=', 'xmlns:p=');

    expect(await document(other)).toEqual(await document(noticed));
  });

  test.each([
    noticed,
    '<a>&#13;&#9;x&#10;</a>',
    '<a b="&quot;&lt;&#10;&#13;&#38;38;"/>',
    '<a>one<b>two</b>three<c/>&amp;amp;</a>',
    '<a>&#38;#38; ]]&gt; &#128;</a>',
    '<__proto__><toString>1</toString></__proto__>',
    `<a>${'<b>'.repeat(90)}${'</b>'.repeat(90)}</a>`,
  ])('fast-xml-parser and the direct builder give the same elements (%#)', async (text) => {
    expect(await document(text, 'fast-xml-parser')).toEqual(await document(text, 'direct'));
  });

  test('elements are found by path', async () => {
    const root = await document('<a><b><c>1</c></b><b> </b><d x=" y "/></a>');

    expect(textAt(root, 'b', 'c')).toBe('1');
    expect(textAt(root, 'd')).toBeUndefined();
    expect(at(root, 'b', 'x')).toBeUndefined();
    expect(childrenOf(root, 'b')).toHaveLength(2);
    expect(attributeOf(at(root, 'd'), 'x')).toBe('y');
  });
});

test('records come one by one, with the elements around them', async () => {
  const text = '<CTfile version="25"><Header/><Pupils><Pupil>1</Pupil><Pupil>2</Pupil></Pupils></CTfile>';
  const reading: XmlReading = { limits: DEFAULT_LIMITS, namespaces: false, engine: 'direct', select: (name) => name === 'Pupil' };
  const seen: unknown[] = [];

  for await (const { element, ancestors } of xmlFragments(input(text), reading))
    seen.push([element.text, ancestors.map((ancestor) => ancestor.name), attributeOf(ancestors[0], 'version')]);

  expect(seen).toEqual([
    ['1', ['CTfile', 'Pupils'], '25'],
    ['2', ['CTfile', 'Pupils'], '25'],
  ]);
});

describe('a document type declaration is refused before it is parsed', () => {
  test.each([
    '<!DOCTYPE a><a/>',
    '<?xml version="1.0"?>\n<!-- <a> -->\n<!doctype a [<!ENTITY x "y">]><a>&x;</a>',
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><a>&b;</a>',
    '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
    '<!DOCTYPE a',
  ])('%s', async (text) => {
    expect(await refused(text)).toMatchObject({ code: 'xml.doctype' });
  });

  test('the word is no declaration in a comment, a CDATA section or an attribute', async () => {
    expect(await refused('<!-- <!DOCTYPE a> --><a b="&lt;!DOCTYPE"><![CDATA[<!DOCTYPE a>]]></a>')).toMatchObject({ code: 'not refused' });
  });

  test('after the root has begun it is malformed', async () => {
    expect(await refused('<a><!DOCTYPE a></a>')).toMatchObject({ code: 'xml.malformed' });
  });
});

describe('malformed and cut documents are refused with line and column', () => {
  test.each([
    ['<a><b></a>', 'line 1, column 10'],
    ['<a>\n<b>', 'line 2, column 3'],
    ['<a/><b/>', 'line 1, column 7'],
    ['just text', 'line 1, column 9'],
    ['<a>&secret;</a>', 'line 1, column 11'],
    ['<?xml version="1.0"?><?xml version="1.0"?><a/>', 'line 1, column 27'],
    ['<!-- first --><?xml version="1.0"?><a/>', 'line 1, column 20'],
    ['<x:a/>', 'line 1, column 6'],
    ['<a b="1" b="2"/>', 'line 1, column 16'],
    ['   ', 'line 1, column 3'],
    ['<!-- never closed', 'line 1, column 17'],
    ['<a>\u0001</a>', 'line 1, column 4'],
    ['<a>', 'line 1, column 3'],
  ])('%j', async (text, location) => {
    expect(await refused(text)).toMatchObject({ code: 'xml.malformed', location });
  });

  test('no issue repeats a name or value of the document', async () => {
    for (const text of ['<Rowan><b></a>', '<a>&Rowan;</a>', '<Rowan:a/>', '<a Rowan="1" Rowan="2"/>', '<a></Rowan>'])
      expect(JSON.stringify(await refused(text))).not.toContain('Rowan');
  });

  test('every cut of a document is refused', async () => {
    const whole = '<?xml version="1.0"?><a b="c"><!-- d --><e>f&amp;g</e><![CDATA[h]]></a>';
    for (let length = 1; length < whole.length; length += 1)
      expect(await refused(whole.slice(0, length))).toMatchObject({ code: 'xml.malformed' });
  });
});

describe('limits hold', () => {
  test.each([
    ['depth', 'limit.depth', `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`, {}],
    ['attributes', 'limit.attributes', `<a ${Array.from({ length: 101 }, (_, index) => `b${index}="c"`).join(' ')}/>`, {}],
    ['text', 'limit.text', `<a>${'x'.repeat(101)}</a>`, { text: 100 }],
    ['attribute value', 'limit.text', `<a b="${'x'.repeat(101)}"/>`, { text: 100 }],
    ['text of a token that never ends', 'limit.text', `<a b="${'x'.repeat(200_000)}`, { text: 100_000 }],
    ['record size', 'limit.record-size', `<a>${'<b>xxxxxxxxxx</b>'.repeat(20)}</a>`, { recordBytes: 200 }],
    ['prolog', 'limit.text', `<!--${' '.repeat(200_000)}`, {}],
  ])('%s', async (_, code, text, limits) => {
    expect(await refused(text, limits)).toMatchObject({ code });
  });
});
