import type { DeadLetter } from '../dead-letters/dead-letter.js';
import type { OpenedDeadLetter } from '../dead-letters/open-dead-letter.js';
import type { Replay } from '../replay/replay.js';

/** One line of the list. */
export function lineOf({ id, at, stage, code, feedId, delivery, submissionId, position }: DeadLetter): string {
  const what =
    delivery === undefined
      ? `submission ${submissionId}${position === undefined ? '' : `, position ${String(position)}`}`
      : `record ${delivery.recordId} for ${delivery.recipient}`;
  return `${String(id).padEnd(8)} ${at.toISOString()}  ${stage.padEnd(7)} ${code.padEnd(20)} ${feedId}  ${what}`;
}

/** Everything about a dead letter but its content. */
export function wordsOf(letter: DeadLetter): readonly string[] {
  const { id, stage, code, location, at, state, feedId, submissionId, position, adapter, mappingVersion, body, size, delivery } = letter;
  return [
    `Dead letter ${String(id)}: ${REASONS[code] ?? STAGES[stage]}`,
    `  code        ${code}${location === undefined ? '' : ` at ${location}`}`,
    `  stage       ${stage}`,
    `  at          ${at.toISOString()}    ${state}`,
    `  came in     submission ${submissionId}${position === undefined ? '' : `, position ${String(position)}`}, feed ${feedId}`,
    ...(adapter === undefined ? [] : [`  mapping     ${adapter} ${mappingVersion ?? ''}`]),
    ...(delivery === undefined
      ? []
      : [
          `  recipient   ${delivery.recipient}    topic ${delivery.topic}`,
          `  record      ${delivery.recordId}    child ${delivery.childId}`,
          `  event       ${delivery.eventId}, sequence ${String(delivery.sequence)} of its child`,
        ]),
    `  content     ${body === 'none' ? 'not kept' : `${String(size)} bytes, sealed${body === 'part' ? ', ends early' : ''}`}`,
    ...letter.attempts.map((attempt) => `  attempt     ${attempt.at}  ${attempt.what}: ${attempt.code}`),
  ];
}

const REASONS: Readonly<Record<string, string>> = {
  'message-too-large': 'its message is larger than the broker takes.',
  unreadable: 'its sealed content cannot be opened.',
  'refused-by-broker': 'the broker refuses this message for good.',
};
const STAGES: Readonly<Record<DeadLetter['stage'], string>> = {
  intake: 'what was received is not a message of its feed.',
  prepare: 'no record could be made of it.',
  publish: 'it could not be published.',
};

/** The content as it can be printed: bytes that are no text in base64. */
export async function bodyOf(opened: OpenedDeadLetter): Promise<unknown> {
  if (opened.kind === 'gone') return null;
  if (opened.kind === 'record') return opened.body;
  const parts: Uint8Array[] = [];
  for await (const part of opened.open()) parts.push(part);
  const bytes = Buffer.concat(parts);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('base64');
  }
}

/** The receipt of a replay. */
export function receiptOf({ id, status, mapping, summary, items }: Replay): string {
  const { replayed, unchanged, refused, notPossible, waiting } = summary;
  return [
    `Replay ${id}, with the ${mapping} mapping: ${status}`,
    `  ${String(summary.items)} dead letters: ${String(replayed)} replayed, ${String(unchanged)} unchanged, ${String(refused)} refused again, ${String(notPossible)} not possible, ${String(waiting)} waiting`,
    ...items.map(
      ({ deadLetterId, result }) =>
        `  ${String(deadLetterId).padEnd(8)} ${result === undefined ? 'waits' : `${result.outcome}: ${result.code}`}`,
    ),
  ].join('\n');
}
