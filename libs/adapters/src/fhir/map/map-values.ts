import type { Measure } from '@mash-gateway/contracts';
import { fitText, present } from '../../kit/texts.js';
import type { Choice, Element } from '../read/element.js';
import { codings } from './map-codings.js';
import { period } from './map-periods.js';
import type { Mapping } from './mapping.js';

/** A value[x] under a name, as figure, code or text; undefined when there is no value. */
export function measure(name: string, choice: Choice | undefined, mapping: Mapping): Measure | undefined {
  if (!choice) return undefined;
  const said = valueOf(choice, mapping);
  return said && measureOf(name, said);
}

/** A measure under a name that fits. */
export function measureOf(name: string, said: Said): Measure {
  const fitted = fitText(name, 200, '/', () => undefined) ?? 'Value';
  return present<Measure>({ name: fitted, code: undefined, value: undefined, quantity: undefined, unit: undefined, ...said });
}

type Said = { readonly [K in 'code' | 'value' | 'quantity' | 'unit']?: Measure[K] | undefined };

function valueOf({ type, text, element, path }: Choice, mapping: Mapping): Said | undefined {
  if (text !== undefined)
    return {
      value: fitText(text, 4000, path, mapping.report),
      quantity: /^(?:Integer|Decimal|PositiveInt|UnsignedInt)$/u.test(type) ? decimal(text) : undefined,
    };
  if (!element) return undefined;
  switch (type) {
    case 'Quantity':
    case 'Age':
    case 'Duration':
    case 'Money':
      return quantity(element, mapping);
    case 'CodeableConcept': {
      const [first] = codings(element, mapping);
      return first && (first.code === undefined ? { value: first.text ?? first.display } : { code: first });
    }
    case 'Coding':
      return { code: codings(element.elsewhere({ coding: [element.value] }, path), mapping)[0] };
    case 'Period': {
      const made = period(element, mapping);
      return made && { value: `${made.start ?? ''}/${made.end ?? ''}` };
    }
    case 'Range':
      return { value: [element.one('low'), element.one('high')].map(figure).join('–') };
    case 'Ratio':
      return { value: [element.one('numerator'), element.one('denominator')].map(figure).join(':') };
    default:
      return undefined;
  }
}

/** A Quantity: its digits as written, with its comparator in words where there is one. */
export function quantity(element: Element, mapping: Mapping): Said {
  const written = element.text('value');
  const comparator = element.text('comparator');
  const unit =
    fitText(element.text('unit'), 60, element.at('unit'), mapping.report) ??
    fitText(element.text('code'), 60, element.at('code'), mapping.report);
  element.pass('system', 'code', 'currency');
  return {
    value: written === undefined ? undefined : `${comparator ?? ''}${written}`,
    quantity: comparator === undefined ? decimal(written) : undefined,
    unit: unit ?? element.text('currency'),
  };
}

/** A decimal the contract takes: no exponent, at most 15 digits on each side. */
export function decimal(written: string | undefined): string | undefined {
  return written !== undefined && /^-?\d{1,15}(?:\.\d{1,15})?$/u.test(written) ? written : undefined;
}

function figure(element: Element | undefined): string {
  if (!element) return '';
  element.pass('system', 'code', 'comparator');
  return [element.text('value'), element.text('unit')].filter(Boolean).join(' ');
}
