import type { Absence, ChildVoice } from '@mash-gateway/contracts';
import { IssueList, warning, type Report } from '../kit/issues.js';
import { attributeOf, type XmlElement } from '../kit/xml-tree.js';
import { childOf, type ChildFacts } from './map-child.js';
import { documentsOf, type DocumentFacts } from './map-documents.js';
import { gradesOf, type GradeFacts } from './map-grades.js';
import { handlingOf, type HandlingFacts } from './map-handling.js';
import { headerOf, type HeaderFacts } from './map-header.js';
import { incidentOf, type IncidentFacts } from './map-incident.js';
import { missingOf, type MissingFacts } from './map-missing.js';
import { objectsOf, type ObjectFacts } from './map-objects.js';
import { adultOf, type AdultFacts } from './map-person.js';
import { linksOf, type Link } from './map-relationships.js';
import { voiceOf } from './map-voice.js';
import { NAMESPACE } from './namespace.js';
import { Part } from './part.js';
import { Scope } from './scope.js';

type Absences = readonly Pick<Absence, 'field' | 'reason'>[];

/** A child of the notice with what is only its own. */
export interface NoticeChild extends ChildFacts {
  /** Id in the records of the other children, such as `c2`: by place. */
  readonly key: string;
  /** Id the force gave it, the same in every version of the notice. */
  readonly sourceId: string | undefined;
  readonly issues: IssueList;
  readonly absences: Absences;
  readonly entryAbsences: Absences;
}

/** Everything a notice says, read once; the records of its children are put together from it. */
export interface Notice {
  /** `/Notice`, or its place in a batch. */
  readonly path: string;
  readonly header: HeaderFacts;
  readonly incident: IncidentFacts;
  readonly incidentAbsences: Absences;
  readonly objects: readonly ObjectFacts[];
  readonly grades: readonly GradeFacts[];
  readonly children: readonly NoticeChild[];
  readonly adults: readonly AdultFacts[];
  readonly links: readonly Link[];
  /** Key of each person and child by the id the force gave. */
  readonly keys: ReadonlyMap<string, string>;
  readonly missing: readonly MissingFacts[];
  readonly voice: ChildVoice | undefined;
  readonly voiceAbsences: Absences;
  readonly handling: HandlingFacts;
  readonly handlingAbsences: Absences;
  readonly documents: readonly DocumentFacts[];
  /** Locations of the force's own extensions. */
  readonly extensions: readonly string[];
  /** Issues of the notice as a whole. */
  readonly issues: IssueList;
}

/** Elements of a notice that become records, in source order. */
export function childElements(notice: XmlElement): readonly XmlElement[] {
  const children = notice.children.find((child) => child.name === 'Children' && child.uri === NAMESPACE)?.children ?? [];
  return children.filter((child) => child.uri === NAMESPACE && (child.name === 'Child' || child.name === 'UnbornChild'));
}

/**
 * Reads a notice.
 * @param element a Notice element of the profile's namespace
 * @param path its path, `/Notice` or `/Notices/Notice[n]`
 */
export function readNotice(element: XmlElement, path: string, now: Date): Notice {
  const issues = new IssueList();
  const open = (report: Report = issues.report): Scope => new Scope(report, now);
  const root = new Part(element, path);
  profileOf(root, issues.report);
  const children = childrenOf(element, root, open);
  const adults = adultsOf(root, open);
  const childKeys = keysOf(
    children.map(({ key, part }) => ({ key, part })),
    issues.report,
    new Map(),
  );
  const keys = keysOf(adults, issues.report, childKeys);
  const header = headerOf(root, open());
  const incidentScope = open();
  const incident = incidentOf(root, incidentScope);
  const objects = objectsOf(root.one('Incident'), keys, incidentScope);
  const voiceScope = open();
  const handlingScope = open();
  const notice: Notice = {
    path,
    header,
    incident,
    incidentAbsences: incidentScope.absences(),
    objects,
    grades: gradesOf(root.one('Grades'), header.force, childKeys, keys, open()),
    children,
    adults,
    links: linksOf(root.one('Relationships'), keys, open()),
    keys,
    missing: missingOf(root.one('MissingEpisodes'), header.force, childKeys, open),
    voice: voiceOf(root.one('ChildVoice'), '/childVoice', voiceScope),
    voiceAbsences: voiceScope.absences(),
    handling: handlingOf(root.one('Handling'), childKeys, handlingScope),
    handlingAbsences: handlingScope.absences(),
    documents: documentsOf(root.one('Documents'), childKeys, open),
    extensions: extensionsOf(root),
    issues,
  };
  reportLeftovers(root, children, issues.report);
  return notice;
}

function profileOf(root: Part, report: Report): void {
  const profile = root.attribute('profile');
  if (profile === undefined) report(warning('format.missing', `${root.path}/@profile`, 'A notice names the version of the profile'));
  else if (!/^1\.\d{1,3}$/u.test(profile)) report(warning('format.version', `${root.path}/@profile`, 'Read as version 1.0 of the profile'));
}

function childrenOf(element: XmlElement, root: Part, open: (report?: Report) => Scope): NoticeChild[] {
  const container = root.one('Children');
  if (container === undefined) return [];
  const born = [...container.many('Child')];
  const unborn = [...container.many('UnbornChild')];
  return childElements(element).flatMap((item, index) => {
    const part = item.name === 'Child' ? born.shift() : unborn.shift();
    if (part === undefined) return [];
    const issues = new IssueList();
    const scope = open(issues.report);
    const entry = open(issues.report);
    const facts = childOf(part, item.name === 'UnbornChild', { scope, entry, open: () => open(issues.report) });
    return [
      {
        ...facts,
        key: `c${index + 1}`,
        sourceId: attributeOf(item, 'id'),
        issues,
        absences: scope.absences(),
        entryAbsences: entry.absences(),
      },
    ];
  });
}

function adultsOf(root: Part, open: () => Scope): AdultFacts[] {
  const container = root.one('Persons');
  if (container === undefined) return [];
  const places = new Map(container.many('Person').map((part, index) => [part, `p${index + 1}`]));
  // The other 99 places of a record's people are for the other children.
  return open().each(container, 'Person', 100, (part) => adultOf(part, places.get(part) ?? 'p', open()));
}

function keysOf(
  people: readonly { readonly key: string; readonly part: Part }[],
  report: Report,
  known: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const keys = new Map(known);
  for (const { key, part } of people) {
    const id = part.attribute('id');
    if (id === undefined) report(warning('format.missing', `${part.path}/@id`, 'Every person and child has an id'));
    else if (keys.has(id))
      report(warning('format.reference', `${part.path}/@id`, 'Another of the notice has this id; references mean the first'));
    else keys.set(id, key);
  }
  return keys;
}

function extensionsOf(root: Part): string[] {
  return root.many('Extension').map((part) => {
    part.passOver();
    return part.path;
  });
}

/** What nobody asked for: below a child it is that child's issue, elsewhere everybody's. */
function reportLeftovers(root: Part, children: readonly NoticeChild[], shared: Report): void {
  root.reportLeftovers((issue) => {
    const own = children.find((child) => issue.location.startsWith(`${child.part.path}/`));
    if (own) own.issues.report(issue);
    else shared(issue);
  });
}
