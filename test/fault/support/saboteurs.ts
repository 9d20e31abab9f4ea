import { advisoryTurnstile } from '../../../apps/gateway/src/journal/turnstile.js';
import type { Ports } from '../../../apps/gateway/src/ports.js';
import { createPublisher } from '@mash-gateway/kafka';
import { bound } from './stages.js';
void advisoryTurnstile;
void createPublisher;
void bound;
export function saboteur(name: string): Partial<Ports> {
  throw new Error(`no saboteur ${name}`);
}
