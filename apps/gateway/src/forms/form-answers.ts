import type { Readable } from 'node:stream';
import { FORM_SECTIONS, type FormField } from '@mash-gateway/adapters/concern-form';

/** What somebody filled in, by the name of the field; blank answers are left out. */
export type Answers = Readonly<Record<string, string>>;

/** Something to be put right before a form can be sent. */
export interface FormFault {
  /** Absent: it is about the form as a whole. */
  readonly field?: string;
  readonly text: string;
}

/** Every field by its name, in the order in which it is asked. */
export const FIELDS: ReadonlyMap<string, FormField> = new Map(
  FORM_SECTIONS.flatMap(({ fields }) => Object.entries(fields) as [string, FormField][]),
);

/** Bytes of a whole form; longer answers belong in a document. */
const MOST_BYTES = 256 * 1024;

export interface SentForm {
  readonly answers: Answers;
  /** The token of the page: the same form sent twice is one submission. */
  readonly token: string | undefined;
}

/** Reads a form as browsers send it (application/x-www-form-urlencoded). @returns undefined when it is too long, or no text */
export async function readSentForm(body: Readable): Promise<SentForm | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  const sent = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
  const answers: Record<string, string> = {};
  for (const name of FIELDS.keys()) {
    const answer = sent.get(name)?.trim();
    if (answer !== undefined && answer !== '') answers[name] = answer;
  }
  const token = sent.get('token') ?? '';
  return { answers, token: /^[0-9a-f-]{36}$/.test(token) ? token : undefined };
}

/** What is needed and not there. Nothing else stops a form. */
export function faultsOf(answers: Answers): readonly FormFault[] {
  return [...FIELDS].flatMap(([field, { needed, label }]) => {
    if (needed !== true || answers[field] !== undefined) return [];
    // A child of whom only the given name is known is somebody.
    if (field === 'familyName' && (answers['givenName'] !== undefined || answers['expectedBirthDate'] !== undefined)) return [];
    return [{ field, text: `Enter: ${label}` }];
  });
}
