/** Namespaces of the criminal justice messages, by URI; the prefix a sender chose says nothing. */
export const DELIVER = 'http://schemas.cjse.gov.uk/messages/deliver/2006-05';
export const MESSAGING = 'http://schemas.cjse.gov.uk/messages/messaging/2006-05';
export const METADATA = 'http://schemas.cjse.gov.uk/messages/metadata/2006-05';
export const FORMAT = 'http://schemas.cjse.gov.uk/messages/format/2006-05';
export const ROUTE = 'http://schemas.cjse.gov.uk/common/operations';
/** Libra Standard Prosecutor Interface (SPI). */
export const LIBRA = 'http://www.dca.gov.uk/xmlschemas/libra';
/** Addresses inside SPI messages (e-GIF BS 7666). */
export const BS7666 = 'http://www.govtalk.gov.uk/people/bs7666';
/** Annotated hearing outcome of Bichard 7. */
export const BR7 = 'http://schemas.cjse.gov.uk/datastandards/BR7/2007-12';
/** CJS data standards, of which BR7 takes its common types. */
export const DATA_STANDARDS = 'http://schemas.cjse.gov.uk/datastandards/2006-10';
/** PNCUpdateDataset; its schema was never given a namespace of its own. */
export const PNC_UPDATE = 'http://www.example.org/NewXMLSchema';

/** Any issue of the hearing outcome schema, to tell another version from another document. */
export const ANY_BR7 = /^http:\/\/schemas\.cjse\.gov\.uk\/datastandards\/BR7\//u;

export const ENVELOPE_URIS: ReadonlySet<string> = new Set([DELIVER, MESSAGING, METADATA, FORMAT, ROUTE]);
/**
 * Elements of the payload that lost their prefix stand in the namespace of the envelope (DELIVER) around it: met in the wild, read and
 * reported.
 */
export const LIBRA_URIS: ReadonlySet<string> = new Set([LIBRA, BS7666, DELIVER]);
export const BR7_URIS: ReadonlySet<string> = new Set([BR7, DATA_STANDARDS]);
/** The answer of the PNC inside a hearing outcome (CXE01) stands in no namespace, or in that of the update around it. */
export const PNC_URIS: ReadonlySet<string> = new Set([PNC_UPDATE, '']);
