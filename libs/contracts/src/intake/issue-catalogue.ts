import { entry, type CatalogueEntry } from './catalogue-entry.js';
import type { IssueCode } from './issue-codes.js';

/** Every issue code: what it means, the status when a whole submission is refused for it, and what the sender should do. */
export const ISSUE_CATALOGUE: Readonly<Record<IssueCode, CatalogueEntry>> = {
  'body.empty': entry(400, 'The body is empty', 'Send the message as the body of the request.'),
  'body.too-large': entry(
    413,
    'The body is larger than this feed takes',
    'Split the message, or ask the hub to raise the limit of the feed.',
  ),
  'body.truncated': entry(400, 'The body ends too early', 'Send the whole message again; nothing of it was taken.'),
  'body.encoding': entry(
    400,
    'The bytes are not text in the declared encoding',
    'Declare the encoding that the bytes are in, or send UTF-8.',
  ),
  'body.media-type': entry(415, 'The feed does not take this media type', 'Send a Content-Type that the standard of the feed uses.'),
  'body.unreadable': entry(400, 'The body cannot be read', 'Check compression and framing, then send the message again.'),

  'json.malformed': entry(
    400,
    'The JSON is not well-formed',
    'Correct the syntax at the location (RFC 8259) and send the whole message again.',
  ),
  'json.duplicate-key': entry(400, 'A JSON object names a key twice', 'Keep one member per name and send the whole message again.'),
  'json.forbidden-key': entry(400, 'A JSON key is not allowed', 'Remove members named __proto__, constructor or prototype.'),
  'xml.malformed': entry(400, 'The XML is not well-formed', 'Correct the syntax at the location and send the whole message again.'),
  'xml.doctype': entry(400, 'The XML declares a document type', 'Remove the DOCTYPE declaration; entities are never expanded.'),
  'xml.schema': entry(422, 'The XML does not follow its schema', 'Validate the message against the published schema before sending.'),
  'limit.depth': entry(400, 'The message is nested too deep', 'Send a flatter message; the limit is in the feed documentation.'),
  'limit.attributes': entry(400, 'An XML element has too many attributes', 'Reduce the attributes of the element at the location.'),
  'limit.text': entry(422, 'A text is longer than the feed takes', 'Shorten the text, or send it as a referenced document.'),
  'limit.items': entry(422, 'There are more items than can be carried', 'Split the message; what is beyond the limit was not taken.'),
  'limit.record-size': entry(422, 'One record of the message is too large', 'Split the record, or send its documents by reference.'),

  'format.unexpected-root': entry(
    422,
    'The message is of another kind than the feed expects',
    'Check that the message was sent to the right feed.',
  ),
  'format.unsupported': entry(422, 'This part of the standard is not supported', 'See the mapping table of the adapter for what it takes.'),
  'format.missing': entry(422, 'Something the standard requires is missing', 'Add what the standard requires at the location.'),
  'format.value': entry(422, 'A value does not follow the standard', 'Correct the value at the location.'),
  'format.unknown-field': entry(
    422,
    'The message has a field the standard does not know',
    'Remove the field, or tell the hub what it means.',
  ),
  'format.reference': entry(422, 'A reference leads nowhere inside the message', 'Send the referenced item in the same message.'),
  'format.no-child': entry(422, 'The message names no child', 'Name the child, or send the message to the service for adults.'),
  'format.ambiguous-child': entry(
    422,
    'It is not clear which person is the child',
    'Mark the subject of the message; the child is never guessed from order.',
  ),
  'format.count-mismatch': entry(422, 'A stated count differs from what is there', 'Check that the file is whole and send it again.'),
  'format.version': entry(422, 'This version of the standard is not known', 'Send a version that the adapter lists.'),

  'identifier.check-digit': entry(
    422,
    'An identifier fails its check digit',
    'Check the identifier at its source; the record was taken and the identifier is not matched on.',
  ),
  'identifier.placeholder': entry(422, 'An identifier looks like a placeholder', 'Leave the identifier out when it is not known.'),
  'identifier.temporary': entry(422, 'An identifier is temporary', 'Send the permanent identifier once it is issued.'),
  'identifier.superseded': entry(422, 'An identifier has been replaced', 'Use the newer identifier from now on.'),
  'date.unreadable': entry(422, 'A date cannot be read', 'Write the date as the standard says; it was left out.'),
  'date.implausible': entry(422, 'A date cannot be right', 'Check the date at its source; it was kept as sent.'),
  'code.unknown': entry(422, 'A code is not in its list', 'Check the code and its list; the original code was kept.'),
  'text.unstorable': entry(422, 'A text holds characters that cannot be stored', 'Remove U+0000 and unpaired surrogates at the location.'),
  'text.shortened': entry(422, 'A text was shortened to the limit of the contract', 'Send long text as a referenced document.'),
  'value.ended': entry(422, 'A value has already ended', 'Send the current value as well; the ended one was kept with its end.'),
  'child.adult': entry(422, 'The person is an adult', 'Send concerns about adults to the service for adults.'),
  'child.stillborn': entry(422, 'The message reports a stillbirth', 'Nothing to do: a stillbirth becomes no child record.'),
  'child.missing-name': entry(422, 'The child has no name', "Send the child's name when it is known."),
  'child.missing-birth-date': entry(422, 'The child has no date of birth', 'Send the date of birth, or what is known of it.'),
  'source.withheld': entry(422, 'The source withheld something', 'Nothing to do: what was withheld is marked as withheld.'),

  'contract.violation': entry(
    422,
    'The record does not satisfy the contract',
    'Correct the field at the location; the rule says what it takes.',
  ),
  'record.too-large': entry(422, 'The record is larger than 512 KiB', 'Split the record, or send its documents by reference.'),
  'record.superseded': entry(422, 'A newer version was already accepted', 'Nothing to do: the record was taken and marked as superseded.'),
  'agreement.missing': entry(422, 'No agreement in force covers the record', 'Ask the hub to renew or complete the agreement of the feed.'),
  'duplicate.submission': entry(409, 'The same message was already accepted', 'Nothing to do: the receipt is the earlier one.'),
};
