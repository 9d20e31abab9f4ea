import type { AdapterInput, Limits } from '../../kit/adapter.js';
import { refusal } from '../../kit/issues.js';
import { attributeOf, type XmlElement } from '../../kit/xml-tree.js';
import { xmlFragments, type XmlReading } from '../../kit/xml.js';
import { OBJECTS, type ObjectName } from './structure.js';

/** Objects of the data model that are about no single child, or about none that can be told, and why they give no record. */
export const NO_RECORD: Readonly<Record<string, string>> = {
  ContactPersonal: 'A contact without the learner; joined to the LearnerContact that refers to it',
  SchoolInfo: 'A school; joined to what refers to it',
  LAInfo: 'A local authority',
  WorkforcePersonal: 'A member of staff',
  PersonPicture: 'Pictures are never carried',
  Identity: 'An account, not a person',
  TermInfo: 'A term',
  SchoolGroup: 'A teaching group',
  SchoolGroupType: 'A kind of teaching group',
  LearnerGroupEnrolment: 'Membership of a teaching group is not carried',
  LearnerEntitlement: 'Entitlements have no code list to read them by',
  AssessmentLearnerSet: 'A list of learners for a test',
  AssessmentResponseComponent: 'A test',
  AssessmentResponseComponentGroup: 'A group of tests',
  AssessmentResultComponent: 'A test',
  AssessmentResultComponentGroup: 'A group of tests',
  AssessmentResultGradeSet: 'A list of grades',
  AssessmentSession: 'A sitting of a test',
  LearnerAssessmentResponseSet: 'Answers to single questions are not carried',
};

/** Elements around objects: messages of SIF 1 and 2, payloads of SIF 3, and plain collections. */
const ENVELOPES: ReadonlySet<string> = new Set([
  ...['SIF_Message', 'SIF_Event', 'SIF_Response', 'SIF_Request', 'SIF_Provide', 'SIF_ObjectData', 'SIF_EventObject', 'SIF_Object'],
  ...['SIF_ServiceEvent', 'SIF_ServiceOutput', 'SIF_Body', 'SIF_ExtendedQueryResults'],
  ...Object.keys({ ...OBJECTS, ...NO_RECORD }).flatMap((name) => [`${name}s`, `${name}List`, `${name}Collection`]),
]);

/** One object of a body. */
export interface Found {
  readonly element: XmlElement;
  /** From 1, in the order of the body. */
  readonly position: number;
  /** What the event does with it; undefined outside events. */
  readonly action?: string;
}

/** What a reading meets, in order. */
export type Met =
  | { readonly kind: 'object'; readonly found: Found }
  | { readonly kind: 'header'; readonly element: XmlElement; readonly message: readonly XmlElement[] }
  | { readonly kind: 'error'; readonly line: number }
  | { readonly kind: 'stranger'; readonly line: number };

/** Called as each element outside an object opens; true takes the element as a small fragment of its own. */
export type Glance = (name: string, ancestors: readonly XmlElement[]) => boolean;

/**
 * The objects of a body in order, one at a time. Elements count by local name in the SIF namespace of any country or none;
 * the official samples have none.
 * @throws Refusal; `format.unexpected-root` when the root is neither an object nor an envelope
 */
export async function* readObjects(input: AdapterInput, limits: Limits, engine: XmlReading['engine']): AsyncGenerator<Met> {
  let position = 0;
  const reading: XmlReading = { limits, namespaces: true, engine, select: isWanted };
  for await (const { element, ancestors } of xmlFragments(input, reading)) {
    const { name, line } = element;
    if (isObject(name) && isSif(element.uri)) {
      position += 1;
      if (position > limits.records) throw refusal('limit.items', `line ${line}`, `More than ${limits.records} objects`);
      const action = attributeOf(ancestors.at(-1), 'Action');
      yield { kind: 'object', found: { element, position, ...(action === undefined ? {} : { action }) } };
    } else if (name === 'SIF_Header') yield { kind: 'header', element, message: ancestors };
    else if (name === 'SIF_Error') yield { kind: 'error', line };
    else if (!PASSED_OVER.has(name)) yield { kind: 'stranger', line };
  }
}

/**
 * Reads a body for single elements, such as numbers, without building the objects around them: as fast as the bare parser.
 * @param glance whether an element that opens is wanted @param take is given each wanted element, complete, and those around it @throws Refusal
 */
export async function glanceOver(
  input: AdapterInput,
  limits: Limits,
  glance: Glance,
  take: (element: XmlElement, ancestors: readonly XmlElement[]) => void,
): Promise<void> {
  const select: XmlReading['select'] = (name, uri, ancestors) => isSif(uri) && glance(name, ancestors);
  for await (const { element, ancestors } of xmlFragments(input, { limits, namespaces: true, engine: 'direct', select }))
    take(element, ancestors);
}

export function isRecordObject(name: string): name is ObjectName {
  return Object.hasOwn(OBJECTS, name);
}

function isObject(name: string): boolean {
  return isRecordObject(name) || Object.hasOwn(NO_RECORD, name);
}

/** Parts of messages that say how the message travels. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  ...['SIF_RequestMsgId', 'SIF_PacketNumber', 'SIF_MorePackets', 'SIF_Query', 'SIF_Version', 'SIF_MaxBufferSize', 'SIF_Contexts'],
]);

function isWanted(name: string, uri: string, ancestors: readonly XmlElement[]): boolean {
  const ours = isSif(uri);
  if (ancestors.length === 0 && !(ours && (isObject(name) || ENVELOPES.has(name))))
    throw refusal('format.unexpected-root', 'line 1', 'The root is an object of SIF UK, a SIF message or a collection of objects');
  return !(ours && ENVELOPES.has(name));
}

function isSif(uri: string): boolean {
  return uri === '' || /^https?:\/\/(?:www\.|specification\.)?(?:sifinfo|sifassociation|a4l)\.org\//u.test(uri);
}
