import type { AdapterInput } from '../../kit/adapter.js';
import { inputOf } from '../../kit/bytes.js';

const HEADINGS =
  'Form reference,Form completed at,Your name,Family name of the child,Given names of the child,Date of birth,What happened\n';

/** A filled-in template of that many invented children, made as it is read: for size and speed. */
export function formsOf(children: number): AdapterInput {
  return {
    ...inputOf(new Uint8Array(0), 'text/csv'),
    async *open() {
      await Promise.resolve();
      const encoder = new TextEncoder();
      yield encoder.encode(HEADINGS.replace('What happened', '"What happened, or what you have seen or been told"'));
      for (let first = 1; first <= children; first += 100) {
        const rows = Array.from({ length: Math.min(100, children - first + 1) }, (_, index) => row(first + index));
        yield encoder.encode(rows.join(''));
      }
    },
  };
}

function row(number: number): string {
  const born = `1${number % 9}/0${1 + (number % 9)}/201${number % 9}`;
  return `F-${number},20/11/2026 16:05,Ash Example,Sample${number},Rowan,${born},"Came without a coat, and was hungry"\n`;
}
