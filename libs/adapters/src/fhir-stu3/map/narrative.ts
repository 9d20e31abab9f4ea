import type { Element } from '../../fhir/read/element.js';

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
/** Elements of XHTML that begin a line. */
const BLOCK = /<\/?(?:p|div|br|tr|table|thead|tbody|ul|ol|li|h[1-6])\b[^<>]*>/giu;
const CELL = /<\/(?:td|th)\b[^<>]*>/giu;
const OTHER_TAG = /<[^<>]*>/gu;

/** The narrative of a Composition section as plain text, under its title. */
export function sectionText(section: Element): string | undefined {
  const text = section.one('text');
  text?.pass('status');
  const body = plain(text?.text('div') ?? '');
  if (body === '') return undefined;
  const title = section.text('title');
  return title === undefined ? body : `${title}: ${body}`;
}

/** Markup as text: blocks are lines, cells are parted by blanks, references are resolved. */
export function plain(markup: string): string {
  return markup
    .replaceAll(BLOCK, '\n')
    .replaceAll(CELL, ' ')
    .replaceAll(OTHER_TAG, '')
    .replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));/giu, resolved)
    .replaceAll(/[^\S\n]+/gu, ' ')
    .replaceAll(/ ?\n[\s]*/gu, '\n')
    .trim();
}

function resolved(written: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? written;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : written;
}
