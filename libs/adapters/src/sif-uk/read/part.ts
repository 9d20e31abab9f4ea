import type { Coded, Coding } from '@mash-gateway/contracts';
import { codedBy, codingBy, type CodeTable } from '../../kit/code-table.js';
import { datedValue, day, momentOf } from '../../kit/dates.js';
import { notice, warning, type Report } from '../../kit/issues.js';
import { fitText } from '../../kit/texts.js';
import { attributeOf, childOf, childrenOf, type XmlElement } from '../../kit/xml-tree.js';

/** An element with its place, so that whatever is wrong with it is reported where it stands. */
export class Part {
  constructor(
    readonly element: XmlElement | undefined,
    readonly location: string,
    readonly report: Report,
    readonly now: Date,
  ) {}

  /** The first element at the end of a path; an empty part when there is none. */
  at(...path: readonly string[]): Part {
    let found = this.element;
    let { location } = this;
    for (const name of path) {
      found = childOf(found, name);
      location += `/${name}`;
    }
    return new Part(found, location, this.report, this.now);
  }

  all(name: string): readonly Part[] {
    return childrenOf(this.element, name).map(
      (element, index) => new Part(element, `${this.location}/${name}[${index + 1}]`, this.report, this.now),
    );
  }

  /** The same part, saying nothing of what is wrong with it: where it is read a second time. */
  silent(): Part {
    return new Part(this.element, this.location, () => undefined, this.now);
  }

  /** As written, trimmed; undefined when blank. */
  raw(): string | undefined {
    const text = this.element?.text.trim();
    return text === '' ? undefined : text;
  }

  text(max: number): string | undefined {
    return fitText(this.element?.text, max, this.location, this.report);
  }

  attribute(name: string): string | undefined {
    return attributeOf(this.element, name);
  }

  day(): string | undefined {
    return day(this.element?.text, this);
  }

  /** A date as precise as it is written. */
  date(): string | undefined {
    return datedValue(this.element?.text, this)?.value;
  }

  moment(): string | undefined {
    return momentOf(this.element?.text, this);
  }

  coded<T extends string>(table: CodeTable<T>): Coded<T> | undefined {
    return codedBy(table, this.raw(), this.location, this.report);
  }

  coding(table: CodeTable<string>): (Coding & { code: string }) | undefined {
    return codingBy(table, this.raw(), this.location, this.report);
  }

  codingOfAttribute(name: string, table: CodeTable<string>): (Coding & { code: string }) | undefined {
    return codingBy(table, this.attribute(name), `${this.location}/@${name}`, this.report);
  }

  /** A whole number in a range; anything else is reported and left out. */
  whole(least: number, most: number): number | undefined {
    const written = this.raw();
    if (written === undefined) return undefined;
    const value = Number(written);
    if (/^\d{1,9}$/u.test(written) && value >= least && value <= most) return value;
    this.report(warning('format.value', this.location, `A whole number from ${least} to ${most}`));
    return undefined;
  }

  /** SIF YesNo and YesNoUnknown; other spellings are known, other words are reported. */
  yesNo(): 'yes' | 'no' | 'unknown' | undefined {
    switch (this.raw()?.toLowerCase()) {
      case undefined:
        return undefined;
      case 'yes':
      case 'true':
      case '1':
        return 'yes';
      case 'no':
      case 'false':
      case '0':
        return 'no';
      case 'unknown':
        return 'unknown';
      default:
        this.report(notice('code.unknown', this.location, 'Neither Yes nor No'));
        return undefined;
    }
  }
}
