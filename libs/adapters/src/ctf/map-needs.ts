import type { Coding, SpecialNeeds } from '@mash-gateway/contracts';
import { codingBy } from '../kit/code-table.js';
import { day } from '../kit/dates.js';
import type { Report } from '../kit/issues.js';
import { fitList, kept, present } from '../kit/texts.js';
import { at, childrenOf, textAt, type XmlElement } from '../kit/xml-tree.js';
import { SEN_PROVISION, SEN_TYPE } from './codes.js';
import type { Entry } from './entry.js';
import { locate, locateItem, type PupilSource } from './pupil-source.js';

/** One provision of the SEN history. */
export interface Provision {
  readonly provision?: Coding;
  /** What the provision is as a care status; undefined for a code this list does not have. */
  readonly kind?: (typeof SEN_PROVISION.entries)[string]['normalised'];
  readonly startDate?: string;
  readonly endDate?: string;
}

/** SEN provisions, each an entry; the needs, which CTF keeps once for all of them, stand with the latest. */
export function specialNeedEntries(pupil: PupilSource): Entry[] {
  const { report } = pupil;
  const listed = provisions(pupil, report);
  const needs = needsInOrder(pupil);
  if (listed.length === 0) return needs.length === 0 ? [] : [entry({ needs })];
  const starts = listed.map(({ startDate }) => startDate ?? '');
  const latest = starts.lastIndexOf(starts.reduce((last, start) => (start > last ? start : last), ''));
  return listed.map(({ provision, startDate, endDate }, index) =>
    entry(present<SpecialNeeds>({ provision, startDate, needs: index === latest ? needs : [] }), endDate),
  );
}

/** SENhistory/SEN, or in a dialect SEN directly below the pupil. */
export function provisions(pupil: PupilSource, report: Report): Provision[] {
  const inHistory = childrenOf(at(pupil.element, 'SENhistory'), 'SEN').map((element, index) =>
    provision(element, locateItem(pupil, 'SENhistory/SEN', index), pupil.now, report),
  );
  const direct = childrenOf(pupil.element, 'SEN').map((element, index) =>
    provision(element, locateItem(pupil, 'SEN', index), pupil.now, report),
  );
  return kept([...inHistory, ...direct]);
}

function provision(element: XmlElement, location: string, now: Date, report: Report): Provision | undefined {
  const coding = codingBy(SEN_PROVISION, textAt(element, 'SENprovision'), `${location}/SENprovision`, report);
  const startDate = day(textAt(element, 'StartDate'), { location: `${location}/StartDate`, report, now });
  const endDate = day(textAt(element, 'EndDate'), { location: `${location}/EndDate`, report, now });
  if (coding === undefined && startDate === undefined && endDate === undefined) return undefined;
  return present<Provision>({ provision: coding, kind: coding && SEN_PROVISION.entries[coding.code]?.normalised, startDate, endDate });
}

/** By rank, first is primary; unranked needs follow in file order. */
function needsInOrder(pupil: PupilSource): Coding[] {
  const path = 'SENhistory/SENneeds/SENneed';
  const ranked = childrenOf(at(pupil.element, 'SENhistory', 'SENneeds'), 'SENneed').map((element, index) => ({
    rank: Number(textAt(element, 'SENtypeRank') ?? Number.MAX_SAFE_INTEGER),
    coding: codingBy(SEN_TYPE, textAt(element, 'SENtype'), `${locateItem(pupil, path, index)}/SENtype`, pupil.report),
  }));
  const sorted = ranked.toSorted((a, b) => a.rank - b.rank || 0);
  return fitList(kept(sorted.map(({ coding }) => coding)), 10, locate(pupil, path), pupil.report);
}

function entry(specialNeeds: SpecialNeeds, until?: string): Entry {
  const dates = { ...(specialNeeds.startDate ? { start: specialNeeds.startDate } : {}), ...(until ? { end: until } : {}) };
  return {
    kind: 'special-need',
    dfeRecordType: 'education.details',
    ...(Object.keys(dates).length === 0 ? {} : { occurredAt: { ...dates, precision: 'day' as const } }),
    specialNeeds,
  };
}
