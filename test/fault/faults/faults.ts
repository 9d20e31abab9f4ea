import type { Fault } from '../frame/fault.js';
import { DATABASE_FAULTS } from './database.js';
import { INSTANCE_FAULTS } from './instances.js';
import { KAFKA_FAULTS } from './kafka.js';

/** Every fault, in the order of the table. */
export const FAULTS: readonly Fault[] = [...KAFKA_FAULTS, ...DATABASE_FAULTS, ...INSTANCE_FAULTS];
