import { createHash } from 'node:crypto';
import type { DocumentReference } from '@mash-gateway/contracts';
import { fitText, present } from '../../kit/texts.js';
import { actors, account, related, words, type EntryMapping, type Facts } from './entry-mapping.js';
import type { Element } from '../read/element.js';
import { allCodings, codings, oneCoding } from './map-codings.js';
import { organisation } from './map-organisations.js';
import { moment, period, whenAt } from './map-periods.js';
import { stateOf } from './map-state.js';
import type { Mapping } from './mapping.js';

type Document = Omit<DocumentReference, 'documentId'>;

/** An Attachment as a document: its size and hash are told, its bytes are never carried inline. */
export function attachment(element: Element, mapping: Mapping): Document {
  const { report } = mapping;
  const held = inlineBytes(element);
  const size = element.whole('size');
  element.pass('data', 'hash', 'language');
  return present<Document>({
    type: undefined,
    mediaType: fitText(element.text('contentType'), 100, element.at('contentType'), report),
    size: held?.length ?? (size !== undefined && size >= 0 ? size : undefined),
    sha256: held && createHash('sha256').update(held).digest('hex'),
    reference: fitText(element.text('url'), 1000, element.at('url'), report) ?? (held ? element.path : undefined),
    title: fitText(element.text('title'), 300, element.at('title'), report),
    createdAt: moment(element, 'creation', mapping),
  });
}

/** A DocumentReference: each content a document, and an entry that says what they are. */
export function documentReference(resource: Element, mapping: EntryMapping): Facts {
  const type = oneCoding(resource.one('type'), mapping);
  const createdAt = moment(resource, 'date', mapping);
  for (const content of resource.many('content')) {
    const file = content.one('attachment');
    if (file) mapping.addDocument(documentOf(file, { type, createdAt }, mapping));
  }
  const context = resource.one('context');
  return {
    kind: 'document',
    codes: [...codings(resource.one('type'), mapping), ...allCodings(resource.many('category'), mapping)],
    state: stateOf(resource, 'status', mapping),
    occurredAt: whenAt(resource, 'date', mapping),
    title: fitText(resource.text('description'), 300, resource.at('description'), mapping.report),
    period: period(context?.one('period'), mapping),
    organisation: organisation(resource.one('custodian'), 'health-organisation', mapping),
    relatedEntries: related(context?.many('encounter') ?? [], mapping),
    ...actors(
      resource.many('author').map((reference) => ({ reference, part: 'author' as const, role: 'Author' })),
      mapping,
    ),
  };
}

/** A Composition: the frame of a document. Its narrative is XHTML and stays in the document; what it lists is linked. */
export function composition(resource: Element, mapping: EntryMapping): Facts {
  const sections = sectionsOf(resource);
  const title = fitText(resource.text('title'), 300, resource.at('title'), mapping.report);
  const identifier = resource.one('identifier');
  const anchor = identifier?.text('value') ?? resource.text('id');
  mapping.addDocument(
    present<Document>({
      type: oneCoding(resource.one('type'), mapping),
      mediaType: undefined,
      reference: anchor === undefined ? undefined : fitText(`Composition/${anchor}`, 1000, resource.path, mapping.report),
      title,
      createdAt: moment(resource, 'date', mapping),
    }),
  );
  return {
    kind: 'document',
    codes: [
      ...codings(resource.one('type'), mapping),
      ...allCodings(resource.many('category'), mapping),
      ...allCodings(
        sections.flatMap((section) => section.one('code') ?? []),
        mapping,
      ),
    ],
    state: stateOf(resource, 'status', mapping),
    occurredAt: whenAt(resource, 'date', mapping),
    title,
    narrative: account(...sections.map((section) => words(section, 'title', mapping))),
    organisation: organisation(resource.one('custodian'), 'health-organisation', mapping),
    relatedEntries: related(
      sections.flatMap((section) => section.many('entry')),
      mapping,
    ),
    ...actors(
      resource.many('author').map((reference) => ({ reference, part: 'author' as const, role: 'Author' })),
      mapping,
    ),
  };
}

/** A file that points to a Binary of the submission takes type and size from it. */
function documentOf(
  file: Element,
  stated: { readonly type: Document['type'] | undefined; readonly createdAt: string | undefined },
  mapping: EntryMapping,
): Document {
  const url = file.value['url'];
  const binary = typeof url === 'string' ? mapping.resolve(file.elsewhere({ reference: url }, file.at('url'))) : undefined;
  const own = attachment(file, mapping);
  const held = binary?.resourceType === 'Binary' ? attachment(binary, mapping) : {};
  binary?.pass('id');
  return present<Document>({ ...stated, ...held, ...own });
}

function inlineBytes(element: Element): Buffer | undefined {
  const data = element.value['data'];
  return typeof data === 'string' && data !== '' ? Buffer.from(data, 'base64') : undefined;
}

/** Sections may hold sections. */
function sectionsOf(element: Element): Element[] {
  return element.many('section').flatMap((section) => [section, ...sectionsOf(section)]);
}
