import { refusal } from './issues.js';

/** A prolog longer than this is no prolog anyone needs. */
const LONGEST_PROLOG = 64 * 1024;

/**
 * Holds back the text before the root element until it is known to hold no DOCTYPE, so that not one
 * character of a document type definition reaches a parser: no entity can be declared, none can be fetched.
 */
export class Prolog {
  #held = '';
  #passed = false;

  /**
   * @returns text that may be parsed now; '' while the prolog is still undecided
   * @throws Refusal `xml.doctype` or `limit.text`
   */
  pass(text: string): string {
    if (this.#passed) return text;
    this.#held += text;
    this.#passed = this.#decided();
    if (this.#passed) return this.#held;
    if (this.#held.length > LONGEST_PROLOG) throw refusal('limit.text', 'line 1', 'No root element in the first 64 KiB');
    return '';
  }

  /** What is still held when the body ends; a parser will say what is wrong with it. */
  rest(): string {
    return this.#passed ? '' : this.#held;
  }

  #decided(): boolean {
    const held = this.#held;
    let index = 0;
    for (;;) {
      const open = held.indexOf('<', index);
      if (open < 0) return false;
      const end = endOf(held, open);
      if (end === 'root') return true;
      if (end === 'undecided') return false;
      index = end;
    }
  }
}

/** Where the comment or instruction that begins at `open` ends; DOCTYPE is refused in any case of letters. */
function endOf(held: string, open: number): number | 'root' | 'undecided' {
  if (held.length < open + 4) return 'undecided';
  if (held.startsWith('<!--', open)) return after(held, '-->', open + 4);
  if (held.startsWith('<?', open)) return after(held, '?>', open + 2);
  if (!held.startsWith('<!', open)) return 'root';
  if (held.length < open + 9) return 'undecided';
  if (held.slice(open, open + 9).toUpperCase() !== '<!DOCTYPE') return 'root';
  const line = held.slice(0, open).split('\n').length;
  throw refusal('xml.doctype', `line ${line}`, 'A document type declaration is never read');
}

function after(held: string, mark: string, from: number): number | 'undecided' {
  const found = held.indexOf(mark, from);
  return found < 0 ? 'undecided' : found + mark.length;
}
