import type { DocumentReference } from '@mash-gateway/contracts';
import { warning } from '../kit/issues.js';
import { present } from '../kit/texts.js';
import { codedText } from './map-demographics.js';
import type { Part } from './part.js';
import type { Scope } from './scope.js';

/** A document and, when it is about one child only, whose. */
export interface DocumentFacts {
  readonly child: string | undefined;
  readonly document: DocumentReference;
  /** Relative to the document. */
  readonly absences: ReturnType<Scope['absences']>;
}

/** Documents by reference. One about nobody of the notice is shown to nobody and reported. */
export function documentsOf(part: Part | undefined, children: ReadonlyMap<string, string>, open: () => Scope): DocumentFacts[] {
  if (part === undefined) return [];
  const ids = new Map(part.many('Document').map((item, index) => [item, `d${index + 1}`]));
  return open().each(part, 'Document', 50, (item) => {
    const scope = open();
    const id = item.attribute('child');
    const child = id === undefined ? undefined : children.get(id);
    const document = documentOf(item, ids.get(item) ?? 'd', scope);
    if (id === undefined || child !== undefined) return { child, document, absences: scope.absences() };
    scope.report(warning('format.reference', `${item.path}/@child`, 'No child of the notice has this id'));
    return undefined;
  });
}

function documentOf(part: Part, documentId: string, scope: Scope): DocumentReference {
  const size = part.one('Size');
  const hash = part.one('Sha256');
  return present<DocumentReference>({
    documentId,
    type: codedText(part.one('Type'), scope, '/type'),
    mediaType: scope.plain(part.one('MediaType'), 100),
    size: matched(size, /^\d{1,15}$/u, scope, Number),
    sha256: matched(hash, /^[0-9a-f]{64}$/iu, scope, (text) => text.toLowerCase()),
    reference: scope.plain(part.one('Reference'), 1000),
    title: scope.plain(part.one('Title'), 300),
    createdAt: scope.plainMoment(part.one('Created')),
  });
}

function matched<T>(part: Part | undefined, pattern: RegExp, scope: Scope, make: (text: string) => T): T | undefined {
  if (part === undefined) return undefined;
  if (pattern.test(part.text())) return make(part.text());
  scope.report(warning('format.value', part.path, 'Not written as the profile says'));
  return undefined;
}
