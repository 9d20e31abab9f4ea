import type { Period, When } from '@mash-gateway/contracts';
import { momentOf, span, whenOf, type DateReading } from '../../kit/dates.js';
import { notice } from '../../kit/issues.js';
import { fitText, present } from '../../kit/texts.js';
import type { Choice, Element } from '../read/element.js';
import type { Mapping } from './mapping.js';

/** A FHIR Period. */
export function period(element: Element | undefined, mapping: Mapping): Period | undefined {
  if (!element) return undefined;
  const made = present<Period>({ start: moment(element, 'start', mapping), end: moment(element, 'end', mapping) });
  return made.start === undefined && made.end === undefined ? undefined : made;
}

/** The period of a name, address or the like; one that has ended is kept, and said (`value.ended`). */
export function usedPeriod(owner: Element, mapping: Mapping): Period | undefined {
  const made = period(owner.one('period'), mapping);
  if (hasEnded(made, mapping.now))
    mapping.report(notice('value.ended', owner.at('period.end'), 'The value has ended and is kept with its end'));
  return made;
}

/** Whether a period ended before the day of `now`. */
export function hasEnded(made: Period | undefined, now: Date): boolean {
  if (made?.end === undefined) return false;
  const day = 24 * 60 * 60 * 1000;
  return span(made.end.slice(0, 10)).last + day <= now.getTime();
}

/** A date or dateTime member, as written. */
export function moment(owner: Element, name: string, mapping: Mapping): string | undefined {
  return momentOf(owner.text(name), reading(owner.at(name), mapping));
}

/** When something happened, from a choice of dateTime, Period, Timing or text. */
export function whenOfChoice(choice: Choice | undefined, mapping: Mapping): When | undefined {
  if (!choice) return undefined;
  const { element, text } = choice;
  if (text !== undefined && /^(?:Date|DateTime|Instant)$/u.test(choice.type)) return whenOf(text, undefined, reading(choice.path, mapping));
  if (text !== undefined) return statedOnly(fitText(text, 200, choice.path, mapping.report));
  if (element && choice.type === 'Period') return whenOfPeriod(element, mapping);
  if (element && choice.type === 'Age') return atAge(element, mapping);
  const first = choice.type === 'Timing' ? element?.texts('event')[0] : undefined;
  return first ? whenOf(first.text, undefined, reading(first.path, mapping)) : undefined;
}

/** When something happened, from a Period. */
export function whenOfPeriod(element: Element | undefined, mapping: Mapping): When | undefined {
  return element && whenOf(element.text('start'), element.text('end'), reading(element.path, mapping));
}

/** When something happened, from a dateTime member. */
export function whenAt(owner: Element, name: string, mapping: Mapping): When | undefined {
  return whenOf(owner.text(name), undefined, reading(owner.at(name), mapping));
}

/** How a date at this location is read. */
export function reading(location: string, mapping: Mapping): DateReading {
  return { location, report: mapping.report, now: mapping.now };
}

/** An age at which it happened, in the figures of the source. */
function atAge(age: Element, mapping: Mapping): When | undefined {
  const value = age.text('value');
  const unit = age.text('unit') ?? age.text('code') ?? '';
  age.pass('system', 'code');
  return value === undefined ? undefined : statedOnly(fitText(`at age ${value} ${unit}`, 200, age.path, mapping.report));
}

function statedOnly(stated: string | undefined): When | undefined {
  return stated === undefined ? undefined : { precision: 'estimated', stated };
}
