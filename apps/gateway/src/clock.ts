/** The gateway's only source of time, so that tests can choose it. Leases use the database's clock instead: instances' clocks differ. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
