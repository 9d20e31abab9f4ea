import type { Information } from '@mash-gateway/contracts';
import { present } from '../kit/texts.js';
import { momentOfPart, writtenPrecision } from './map-incident.js';
import type { Part } from './part.js';
import type { Scope } from './scope.js';

/** A time in police protection (Children Act 1989 s.46), without the entry's id. */
export interface ProtectionFacts {
  readonly fields: Pick<Information, 'occurredAt' | 'narrative' | 'period'>;
  /** Relative to the entry. */
  readonly absences: ReturnType<Scope['absences']>;
}

/** Every time the child was taken into police protection. */
export function protectionsOf(child: Part, scope: Scope, open: () => Scope): ProtectionFacts[] {
  return scope.each(child, 'PoliceProtection', 5, (part) => {
    const own = open();
    const started = part.one('Started');
    const ended = part.one('Ended');
    ended?.attribute('precision');
    const start = momentOfPart(started, '/occurredAt', own);
    const end = momentOfPart(ended, '/occurredAt/end', own);
    const precision = started && own.choice(started, 'precision', ['year', 'month', 'day', 'time', 'estimated']);
    const occurred = present({ start, end, precision: precision ?? writtenPrecision(start ?? end) });
    return {
      fields: present<ProtectionFacts['fields']>({
        occurredAt: start === undefined && end === undefined ? undefined : occurred,
        narrative: own.text(part.one('Reason'), 2000, '/narrative'),
      }),
      absences: own.absences(),
    };
  });
}
