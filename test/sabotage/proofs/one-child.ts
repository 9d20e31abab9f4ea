import {
  databaseUnderTest,
  detail,
  nhsNumber,
  statement,
  submission,
} from '../../../apps/gateway/src/journal/testing/journal-under-test.js';
import { SABOTEURS } from '../saboteurs.js';
import type { Proof } from './proof.js';

const CHILDREN = 30;

export const firstSightingsCannotRace: Proof = {
  guarantee: 'two first sightings of one child at once, on two instances, make one child',
  saboteur: 'no turnstile',
  async run(_, saboteur) {
    const database = await databaseUnderTest();
    try {
      const ports = saboteur === undefined ? {} : SABOTEURS[saboteur]();
      const turnstile = ports.turnstile === undefined ? {} : { turnstile: ports.turnstile };
      const stores = [await database.open(turnstile), await database.open(turnstile)];
      const sightings = Array.from({ length: CHILDREN }, (_, child) =>
        stores.map(({ journal }, instance) =>
          journal.commit(submission(`${String(child)}-${String(instance)}`), [statement({ nhsNumbers: [nhsNumber(child)] })], detail),
        ),
      );
      const settled = await Promise.allSettled(sightings.flat());
      const refused = settled.filter(({ status }) => status === 'rejected').length;
      const { rows } = (await stores[0]?.pool.query<{ children: string }>('SELECT count(*) AS children FROM children')) ?? { rows: [] };
      const children = Number(rows[0]?.children);
      return [
        ...(refused === 0 ? [] : [`${String(refused)} sightings were refused`]),
        ...(children === CHILDREN ? [] : [`${String(CHILDREN)} children became ${String(children)}`]),
      ];
    } finally {
      await database.remove();
    }
  },
};
