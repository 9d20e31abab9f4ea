import type { AdapterInput, Limits } from '../kit/adapter.js';
import { decodedText } from '../kit/bytes.js';

/** The names of the numbers that are looked for. */
export const NUMBERS = ['UPN', 'UniqueLearnerNumber'] as const;
/** Takes one number as written. */
type Visit = (name: (typeof NUMBERS)[number], text: string) => void;

const END = '</Pupil>';
const START = /<Pupil(?:\s[^<>]*)?>/gu;
/** What stands before the first pupil where pupils are where this adapter reads them (parse.ts). */
const BEFORE_FIRST = /(?:<(?:CTFpupilData|ATFpupilData|Pupils|CTfile|CTF|ATfile|ATF)(?:\s[^<>]*)?>|<\/Header>)\s*$/u;

/**
 * Visits the numbers of the pupils of a file that was proved well-formed, by its text alone: where there are no comments,
 * sections and references, a `<` begins a tag and nothing else, and text tells the same as a parser at a tenth of its cost.
 * @returns false as soon as the file has anything that text alone cannot tell; then nothing that was visited counts
 * @throws Refusal `body.*`
 */
export async function scanNumbers(input: AdapterInput, limits: Limits, visit: Visit): Promise<boolean> {
  let rest = '';
  let isFirst = true;
  for await (const piece of decodedText(input, limits)) {
    rest += piece;
    let start = 0;
    for (let end = rest.indexOf(END); end >= 0; end = rest.indexOf(END, start)) {
      if (!scanPupil(rest.slice(start, end), isFirst, visit)) return false;
      isFirst = false;
      start = end + END.length;
    }
    rest = rest.slice(start);
    if (rest.length > limits.recordBytes) return false;
  }
  return !/<Pupil[\s/>]/u.test(rest);
}

function scanPupil(text: string, isFirst: boolean, visit: Visit): boolean {
  const [tag, another] = text.matchAll(START);
  if (tag === undefined || another !== undefined || text.includes('<!')) return false;
  const before = text.slice(0, tag.index);
  if (isFirst ? !BEFORE_FIRST.test(before) : before.trim() !== '') return false;
  const body = text.slice(tag.index + tag[0].length);
  return !body.includes('<?') && NUMBERS.every((name) => scanNumber(body, name, visit));
}

function scanNumber(body: string, name: (typeof NUMBERS)[number], visit: Visit): boolean {
  const at = body.indexOf(`<${name}`);
  if (at < 0) return true;
  const from = at + name.length + 2;
  const until = body.indexOf('<', from);
  const text = body.slice(from, until);
  if (body[from - 1] !== '>' || !body.startsWith(`</${name}>`, until) || text.includes('&')) return false;
  if (body.includes(`<${name}`, until) || !isBalanced(body.slice(0, at))) return false;
  visit(name, text);
  return true;
}

/** Whether every element that opens in the text also closes in it, so that what follows stands directly in the pupil. */
function isBalanced(text: string): boolean {
  return count(text, /<[^/]/gu) === count(text, /<\/|\/>/gu);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
