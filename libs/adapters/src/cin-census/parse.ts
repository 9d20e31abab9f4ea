import type { Issue } from '@mash-gateway/contracts';
import type { AdapterInput, Limits } from '../kit/adapter.js';
import { refusal, warning } from '../kit/issues.js';
import type { XmlElement } from '../kit/xml-tree.js';
import { xmlFragments, type XmlFragment, type XmlReading } from '../kit/xml.js';

/** What a whole file holds. */
export interface Survey {
  readonly children: number;
  /** Parts of the file that are neither header nor children. */
  readonly issues: readonly Issue[];
}

/** Parts of other names that are told, each at its first place. */
const MOST_STRANGERS = 100;

/** Reads a file to its end without keeping any of it. @throws Refusal */
export async function surveyFile(input: AdapterInput, limits: Limits): Promise<Survey> {
  let children = 0;
  const strangers = new Map<string, Issue>();
  for await (const fragment of fragments(input, limits, 'outline', everything)) {
    const { element } = fragment;
    if (isChild(fragment)) children += 1;
    else if (!isHeader(fragment) && strangers.size < MOST_STRANGERS && !strangers.has(element.name))
      strangers.set(element.name, stranger(fragment));
    if (children > limits.records) throw refusal('limit.items', `Child[${children}]`, `More than ${limits.records} children`);
  }
  if (children === 0) throw refusal('format.no-child', '/Message/Children', 'No Child in the file');
  return { children, issues: [...strangers.values()] };
}

/** The header, found at once in a file that has it first, as the specification says; undefined in a file without one. @throws Refusal */
export async function readHead(input: AdapterInput, limits: Limits): Promise<XmlElement | undefined> {
  for await (const fragment of fragments(input, limits, 'direct', (name, ancestors) => name === 'Header' && ancestors.length === 1))
    return fragment.element;
  return undefined;
}

/** The children of a file, one at a time, whatever its size. @throws Refusal */
export async function* readChildren(input: AdapterInput, limits: Limits): AsyncGenerator<XmlElement> {
  for await (const { element } of fragments(input, limits, 'direct', isChildName)) yield element;
}

/** The id of each child, the first where there are several, without anything else of the file. @throws Refusal */
export async function* readChildIds(input: AdapterInput, limits: Limits): AsyncGenerator<string> {
  let child: XmlElement | undefined;
  const select: Wanted = (name, ancestors) =>
    name === 'LAchildID' && ancestors.length === 4 && ancestors[3]?.name === 'ChildIdentifiers' && ancestors[2]?.name === 'Child';
  for await (const { element, ancestors } of fragments(input, limits, 'direct', select)) {
    if (ancestors[2] !== child) yield element.text;
    child = ancestors[2];
  }
}

/** Whether an element is wanted as a fragment; asked for every element that is not inside one. */
type Wanted = (name: string, ancestors: readonly XmlElement[]) => boolean;

const everything: Wanted = (name, ancestors) => ancestors.length > 1 || name !== 'Children';
const isChildName: Wanted = (name, ancestors) => name === 'Child' && ancestors.length === 2 && ancestors[1]?.name === 'Children';

function fragments(input: AdapterInput, limits: Limits, engine: XmlReading['engine'], wanted: Wanted): AsyncGenerator<XmlFragment> {
  return xmlFragments(input, {
    limits,
    // The census has no namespace; a default namespace some writers add says nothing.
    namespaces: false,
    engine,
    select(name, _uri, ancestors) {
      if (ancestors.length > 0) return wanted(name, ancestors);
      if (name !== 'Message') throw refusal('format.unexpected-root', 'line 1', 'The root is Message');
      return false;
    },
  });
}

function isChild({ element, ancestors }: XmlFragment): boolean {
  return isChildName(element.name, ancestors);
}

function isHeader({ element, ancestors }: XmlFragment): boolean {
  return element.name === 'Header' && ancestors.length === 1;
}

/** Its name is the sender's own word; its line finds it in a file of any size. */
function stranger({ element, ancestors }: XmlFragment): Issue {
  const around = ancestors.map(({ name }) => name).join('/');
  return warning('format.unknown-field', `line ${element.line}, /${around}/*`, 'No part of a children in need census');
}
