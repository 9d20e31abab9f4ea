import type { Source } from '@mash-gateway/contracts';
import type { Report } from '../../kit/issues.js';
import { fitText, kept, present } from '../../kit/texts.js';
import { attributeOf, textAt, type XmlElement } from '../../kit/xml-tree.js';
import { momentOf } from '../../kit/dates.js';
import type { Met } from '../read/objects.js';

/** What the message says of all its objects. */
export type Message = Pick<Source, 'standard' | 'system' | 'authoredAt' | 'sequence' | 'messageType' | 'references'>;

/** Objects that come without a message. */
export function unwrapped(root: XmlElement): Message {
  return { standard: standardOf([root]) };
}

/** Reads SIF_Header: of SIF 2 with SIF_Timestamp, of SIF 1 with SIF_Date and SIF_Time (SIF Implementation Specification, SIF_Header). */
export function messageOf({ element, message }: Extract<Met, { kind: 'header' }>, now: Date, report: Report): Message {
  const location = 'SIF_Header';
  const authoredAt = momentOf(textAt(element, 'SIF_Timestamp') ?? dateAndTime(element), {
    location: `${location}/SIF_Timestamp`,
    report,
    now,
  });
  const messageId = fitText(textAt(element, 'SIF_MsgId'), 120, `${location}/SIF_MsgId`, report);
  const kind = message.at(-1)?.name;
  return present<Message>({
    standard: standardOf(message),
    system: fitText(textAt(element, 'SIF_SourceId'), 200, `${location}/SIF_SourceId`, report),
    authoredAt,
    sequence: sequenceOf(authoredAt),
    messageType: kind === undefined || kind === 'SIF_Message' ? undefined : { system: 'sif-uk/message', code: kind },
    references: kept([messageId === undefined ? undefined : { type: 'message' as const, value: messageId, system: 'sif-uk/SIF_MsgId' }]),
  });
}

/** The version stands in SIF_Message/@Version, or in the namespace as far as its major number. */
function standardOf(around: readonly XmlElement[]): string {
  const [root] = around;
  const version = attributeOf(root, 'Version') ?? /\/(\d+\.[\dx]+)$/u.exec(root?.uri ?? '')?.[1];
  return version !== undefined && /^[\d.*rx]{1,10}$/u.test(version) ? `SIF UK ${version}` : 'SIF UK';
}

/** SIF 1: a day as yyyyMMdd and a local time with its zone apart. */
function dateAndTime(header: XmlElement): string | undefined {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/u.exec(textAt(header, 'SIF_Date') ?? '') ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const time = textAt(header, 'SIF_Time');
  return time === undefined ? `${year}-${month}-${day}` : `${year}-${month}-${day}T${time}`;
}

/** Times order the messages of one agent; one without an offset is read as UTC for that and for nothing else. */
export function sequenceOf(moment: string | undefined): number | undefined {
  if (moment?.includes('T') !== true) return undefined;
  const time = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/u.test(moment) ? moment : `${moment}Z`);
  return Number.isFinite(time) && time >= 0 ? time : undefined;
}
