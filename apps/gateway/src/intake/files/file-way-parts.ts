import type { WayParts } from '../ways/way-in.js';

/** What a way in for files needs of what every way in is made with. */
export type FileWayParts = Pick<WayParts, 'feed' | 'reception' | 'checkpoints' | 'duty' | 'clock' | 'log'>;
