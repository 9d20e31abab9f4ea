import type { Hostile } from './hostile-document.js';

/** What XML makes possible and this project never lets happen. */
export function hostileXml(document: string): readonly Hostile[] {
  const root = /<(?![?!])[^\s/>]+/u.exec(document);
  const at = root?.index ?? 0;
  const before = (inserted: string): string => document.slice(0, at) + inserted + document.slice(at);
  const inside = (inserted: string): string => {
    const end = document.indexOf('>', at) + 1;
    return document.slice(0, end) + inserted + document.slice(end);
  };
  const bomb = `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${letters('bcdefghij')}]>`;
  return [
    { name: 'document type', text: before('<!DOCTYPE a>'), refusedWith: 'xml.doctype' },
    { name: 'entity bomb', text: before(bomb), refusedWith: 'xml.doctype' },
    { name: 'external entity', text: before('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), refusedWith: 'xml.doctype' },
    { name: 'external document type', text: before('<!doctype a SYSTEM "http://127.0.0.1:9/x.dtd">'), refusedWith: 'xml.doctype' },
    { name: 'undeclared entity', text: inside('&xxe;'), refusedWith: 'xml.malformed' },
    { name: 'second declaration', text: before('<?xml version="1.0"?><?xml version="1.0"?>'), refusedWith: 'xml.malformed' },
    { name: 'comment before declaration', text: `<!-- c --><?xml version="1.0"?>${document.slice(at)}`, refusedWith: 'xml.malformed' },
    { name: 'second root', text: `${document}<again/>`, refusedWith: 'xml.malformed' },
    { name: 'unclosed element', text: inside('<open>'), refusedWith: 'xml.malformed' },
    { name: 'depth', text: inside('<d>'.repeat(10_000) + '</d>'.repeat(10_000)), refusedWith: 'limit.depth' },
    { name: 'attributes', text: inside(`<d ${manyAttributes(10_000)}/>`), refusedWith: 'limit.attributes' },
    { name: 'one text of two million characters', text: inside(`<d>${'x'.repeat(2_000_000)}</d>`), refusedWith: 'limit.text' },
    { name: 'prototype names', text: inside('<__proto__><polluted>yes</polluted></__proto__><constructor polluted="yes"/>') },
    { name: 'names of object methods', text: inside('<toString/><hasOwnProperty/><valueOf>1</valueOf>') },
    { name: 'character references to what may not be', text: inside('<d>&#0;</d>'), refusedWith: 'xml.malformed' },
  ];
}

function letters(names: string): string {
  return Array.from(names, (name) => `<!ENTITY ${name} "${`&${String.fromCharCode(name.charCodeAt(0) - 1)};`.repeat(10)}">`).join('');
}

function manyAttributes(count: number): string {
  return Array.from({ length: count }, (_, index) => `a${index}="x"`).join(' ');
}
