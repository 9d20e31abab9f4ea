import type { Issue } from '@mash-gateway/contracts';
import type { AdapterInput, Limits } from '../kit/adapter.js';
import { refusal, warning } from '../kit/issues.js';
import type { XmlElement } from '../kit/xml-tree.js';
import { xmlFragments, type XmlFragment, type XmlReading } from '../kit/xml.js';

/** Roots met in the wild; ATF is the admissions file with the same pupils. */
const ROOTS: ReadonlySet<string> = new Set(['CTfile', 'CTF', 'ATfile', 'ATF']);
/** Elements that hold the pupils; some dialects put them directly below the root. */
const CONTAINERS: ReadonlySet<string> = new Set(['CTFpupilData', 'ATFpupilData', 'Pupils']);

/** The root as it opened, with its attributes, and the header where the file has one. */
export interface FileHead {
  readonly root: XmlElement;
  readonly header?: XmlElement;
}

/** What a whole file holds. */
export interface Survey {
  readonly hasHeader: boolean;
  readonly pupils: number;
  /** Parts of the file that are neither header nor pupils. */
  readonly issues: readonly Issue[];
}

/** Reads a file to its end without keeping any of it but its header. @throws Refusal */
export async function surveyFile(input: AdapterInput, limits: Limits): Promise<Survey> {
  let hasHeader = false;
  let pupils = 0;
  const strangers = new Map<string, Issue>();
  for await (const fragment of fragments(input, limits, 'outline')) {
    const { element } = fragment;
    if (isPupil(fragment)) pupils += 1;
    else if (isHeader(fragment)) hasHeader = true;
    else if (strangers.size < MOST_STRANGERS && !strangers.has(element.name)) strangers.set(element.name, stranger(fragment));
    if (pupils > limits.records) throw refusal('limit.items', `Pupil[${pupils}]`, `More than ${limits.records} pupils`);
  }
  if (pupils === 0) throw refusal('format.no-child', '/', 'No Pupil in the file');
  return { hasHeader, pupils, issues: [...strangers.values()] };
}

/** Parts of other names that are told, each at its first place. */
const MOST_STRANGERS = 100;

/** Its name is the sender's own word; its line finds it in a file of any size. */
function stranger({ element, ancestors }: XmlFragment): Issue {
  const around = ancestors.map(({ name }) => name).join('/');
  return warning('format.unknown-field', `line ${element.line}, /${around}/*`, 'No part of a CTF');
}

/** Reads until the header is found: at once in a file that has it first, as the specification says. @throws Refusal */
export async function readHead(input: AdapterInput, limits: Limits): Promise<FileHead> {
  let root: XmlElement | undefined;
  const onlyHeader: Wanted = (name, ancestors) => {
    root ??= ancestors[0];
    return name === 'Header' && ancestors.length === 1;
  };
  for await (const { element, ancestors } of fragments(input, limits, 'direct', onlyHeader)) {
    const [opened] = ancestors;
    if (opened) return { root: opened, header: element };
  }
  if (root === undefined) throw refusal('format.no-child', '/', 'No Pupil in the file');
  return { root };
}

/** The pupils of a file, one at a time, whatever its size. @throws Refusal */
export async function* readPupils(input: AdapterInput, limits: Limits): AsyncGenerator<XmlElement> {
  for await (const fragment of fragments(input, limits, 'direct')) if (isPupil(fragment)) yield fragment.element;
}

/** The UPN and the ULN of each pupil, the first where there are several, without anything else of the file. @throws Refusal */
export async function* readPupilNumbers(input: AdapterInput, limits: Limits): AsyncGenerator<XmlElement> {
  let pupil: XmlElement | undefined;
  let read = new Set<string>();
  const reading: XmlReading = { limits, namespaces: false, engine: 'direct', select: isPupilNumber };
  for await (const { element, ancestors } of xmlFragments(input, reading)) {
    const around = ancestors.at(-1);
    if (around !== pupil) read = new Set();
    pupil = around;
    if (!read.has(element.name)) yield element;
    read.add(element.name);
  }
}

function isPupilNumber(name: string, _uri: string, ancestors: readonly XmlElement[]): boolean {
  if (name !== 'UPN' && name !== 'UniqueLearnerNumber') return false;
  const [, first, second] = ancestors;
  if (ancestors.length === 2) return first?.name === 'Pupil';
  return ancestors.length === 3 && second?.name === 'Pupil' && CONTAINERS.has(first?.name ?? '');
}

/** Whether an element below the root and outside the containers of pupils is wanted. */
type Wanted = (name: string, ancestors: readonly XmlElement[]) => boolean;

function fragments(
  input: AdapterInput,
  limits: Limits,
  engine: XmlReading['engine'],
  wanted: Wanted = () => true,
): AsyncGenerator<XmlFragment> {
  return xmlFragments(input, {
    limits,
    // CTF has no namespace (CTF 21 §4.1); a default namespace some writers add says nothing.
    namespaces: false,
    engine,
    select(name, _uri, ancestors) {
      if (ancestors.length === 0 && !ROOTS.has(name))
        throw refusal('format.unexpected-root', 'line 1', 'The root is CTfile, CTF, ATfile or ATF');
      if (ancestors.length === 0 || (ancestors.length === 1 && CONTAINERS.has(name))) return false;
      return wanted(name, ancestors);
    },
  });
}

function isPupil({ element, ancestors }: XmlFragment): boolean {
  return element.name === 'Pupil' && ancestors.length <= 2;
}

function isHeader({ element, ancestors }: XmlFragment): boolean {
  return element.name === 'Header' && ancestors.length === 1;
}
