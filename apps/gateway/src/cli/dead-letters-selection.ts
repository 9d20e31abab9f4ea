import { DEAD_LETTER_STAGES, DEAD_LETTER_STATES } from '@mash-gateway/contracts';
import type { Command } from 'commander';
import { systemClock } from '../clock.js';
import type { DeadLetterSelection } from '../dead-letters/dead-letter.js';
import { chainedAudit } from '../journal/audit/audit-chain.js';
import { advisoryTurnstile } from '../journal/database/turnstile.js';
import type { JournalStore } from '../journal/open-journal.js';
import type { OutboxTools } from '../publish/postgres-outbox.js';
import { isReference } from '../replay/desk.js';
import { WrongUse } from './exit-code.js';

/** Conditions as options. */
export interface SelectionOptions {
  readonly feed?: string;
  readonly code?: string;
  readonly stage?: string;
  readonly since?: string;
  readonly until?: string;
  readonly state?: string;
}

/** Adds the options by which dead letters are chosen. */
export function withSelection(command: Command): Command {
  return command
    .option('--feed <id>', 'only of this feed')
    .option('--code <code>', 'only with this code')
    .option('--stage <stage>', `only of this stage: ${DEAD_LETTER_STAGES.join(', ')}`)
    .option('--since <moment>', 'only written at this date or time or later')
    .option('--until <moment>', 'only written before this date or time');
}

/** @throws WrongUse for a value that is none */
export function selectionOf({ feed, code, stage, since, until, state }: SelectionOptions): DeadLetterSelection {
  return {
    ...(feed === undefined ? {} : { feedId: feed }),
    ...(code === undefined ? {} : { code }),
    ...(stage === undefined ? {} : { stage: oneOf('--stage', stage, DEAD_LETTER_STAGES) }),
    ...(since === undefined ? {} : { since: momentOf('--since', since) }),
    ...(until === undefined ? {} : { until: momentOf('--until', until) }),
    ...(state === undefined ? {} : { state: oneOf('--state', state, [...DEAD_LETTER_STATES, 'any']) }),
  };
}

/** @throws WrongUse for words instead of a reference */
export function referenceOf(reason: string | undefined): string {
  if (reason === undefined || !isReference(reason))
    throw new WrongUse(
      '--reason takes a reference such as CHG-1234: letters, digits and ._:/#- without long numbers, never words about a child.',
    );
  return reason;
}

/** @throws WrongUse */
export function momentOf(option: string, text: string): Date {
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) throw new WrongUse(`${option} takes a date or time such as 2026-11-24 or 2026-11-24T09:00:00Z.`);
  return moment;
}

/** What the store's own commands write with: at the side of a running gateway, through the same turnstile. */
export function outboxToolsOf({ pool, ring }: JournalStore): OutboxTools {
  return { pool, ring, turnstile: advisoryTurnstile, auditTrail: chainedAudit(ring), clock: systemClock };
}

function oneOf<T extends string>(option: string, text: string, values: readonly T[]): T {
  const found = values.find((value) => value === text);
  if (found === undefined) throw new WrongUse(`${option} is one of ${values.join(', ')}.`);
  return found;
}
