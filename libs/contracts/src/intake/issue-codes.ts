/** Every code an issue may carry: closed, documented in the problem catalogue, never renamed. */
export const ISSUE_CODES = [
  // The bytes
  'body.empty',
  'body.too-large',
  'body.truncated',
  'body.encoding',
  'body.media-type',
  'body.unreadable',
  // The syntax
  'json.malformed',
  'json.duplicate-key',
  'json.forbidden-key',
  'xml.malformed',
  'xml.doctype',
  'xml.schema',
  'limit.depth',
  'limit.attributes',
  'limit.text',
  'limit.items',
  'limit.record-size',
  // The standard
  'format.unexpected-root',
  'format.unsupported',
  'format.missing',
  'format.value',
  'format.unknown-field',
  'format.reference',
  'format.no-child',
  'format.ambiguous-child',
  'format.count-mismatch',
  'format.version',
  // What the record says
  'identifier.check-digit',
  'identifier.placeholder',
  'identifier.temporary',
  'identifier.superseded',
  'date.unreadable',
  'date.implausible',
  'code.unknown',
  'text.unstorable',
  'text.shortened',
  'value.ended',
  'child.adult',
  'child.stillborn',
  'child.missing-name',
  'child.missing-birth-date',
  'source.withheld',
  // The contract and the agreement
  'contract.violation',
  'record.too-large',
  'record.superseded',
  'agreement.missing',
  'duplicate.submission',
] as const;

/** One of {@link ISSUE_CODES}. */
export type IssueCode = (typeof ISSUE_CODES)[number];
