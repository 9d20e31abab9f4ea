import type { AdapterInput } from '../../kit/adapter.js';
import { inputOf } from '../../kit/bytes.js';

const UPN_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const HEADINGS = 'UPN,Surname,Forename,DOB,Year Group,LA,Estab,Date,Session,Attendance Code,Minutes Late,Comments\n';
const CODES = ['/', '\\', '/', 'I', 'L', '\\', '/', '\\', 'N', '\\'];

/** A register of that many invented pupils with so many rows each, made as it is read: for size and speed. */
export function marksOf(pupils: number, rowsEach: number): AdapterInput {
  return {
    ...inputOf(new Uint8Array(0), 'text/csv'),
    async *open() {
      await Promise.resolve();
      const encoder = new TextEncoder();
      yield encoder.encode(HEADINGS);
      for (let first = 1; first <= pupils; first += 100) {
        const block = Array.from({ length: Math.min(100, pupils - first + 1) }, (_, index) => pupil(first + index, rowsEach));
        yield encoder.encode(block.join(''));
      }
    },
  };
}

function pupil(number: number, rows: number): string {
  const digits = `8012${String(number % 100_000_000).padStart(8, '0')}`;
  const sum = Array.from(digits).reduce((total, digit, index) => total + Number(digit) * (index + 2), 0);
  const who = `${UPN_LETTERS[sum % 23] ?? ''}${digits},Sample${number},Rowan,201${number % 9}-0${1 + (number % 9)}-1${number % 10},6,801,2000`;
  return Array.from({ length: rows }, (_, index) => {
    const date = new Date(Date.UTC(2026, 8, 7 + Math.floor(index / 10) * 7 + Math.floor((index % 10) / 2))).toISOString().slice(0, 10);
    const code = CODES[(index + number) % 10] ?? '/';
    return `${who},${date},${index % 2 === 0 ? 'AM' : 'PM'},${code},${code === 'L' ? 12 : ''},${code === 'I' ? '"Flu, says Nan"' : ''}\n`;
  }).join('');
}
