import pg from 'pg';
import { startEmbeddedPostgres } from '../../../apps/gateway/src/journal/database/embedded/embedded-postgres.js';
import { nhsNumber } from '../../support/messages.js';
import { acknowledged } from '../../support/ledger/sender.js';
import { startGatewayProcess, type GatewayProcess } from '../../support/process/gateway-process.js';
import type { SaboteurName } from '../saboteurs.js';
import type { Proof, ProofPlace } from './proof.js';

export const logsHoldNoIdentifier: Proof = {
  guarantee: 'no identifier of a child reaches a log',
  saboteur: 'log a body',
  async run(place, saboteur) {
    const gateway = await sentOne(place, saboteur);
    await gateway.stop();
    const logged = gateway.output.join('\n');
    return [nhsNumber(1), 'Sample', '2017-05-01'].flatMap((canary, index) =>
      logged.includes(canary) ? [`canary ${String(index)} is in the log`] : [],
    );
  },
};

export const everySharingIsAudited: Proof = {
  guarantee: 'every record shared has its row in the audit chain',
  saboteur: 'skip an audit row',
  async run(place, saboteur) {
    const gateway = await sentOne(place, saboteur);
    await gateway.stop();
    const database = await startEmbeddedPostgres(place.dataDir);
    const client = new pg.Client(database.target);
    try {
      await client.connect();
      const { rows } = await client.query<{ unaudited: string }>(
        `SELECT count(*) AS unaudited FROM outbox o
         WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.action = 'record.shared' AND a.record_id = o.record_id AND a.recipient = o.recipient)`,
      );
      const unaudited = Number(rows[0]?.unaudited);
      return unaudited === 0 ? [] : [`${String(unaudited)} records were shared without an audit row`];
    } finally {
      await client.end();
      await database.stop();
    }
  },
};

async function sentOne(place: ProofPlace, saboteur: SaboteurName | undefined): Promise<GatewayProcess> {
  const gateway = await startGatewayProcess(place, saboteur === undefined ? {} : { saboteur });
  if (gateway === undefined) throw new Error('The gateway does not start');
  await acknowledged(1, 1, {
    url: () => Promise.resolve(gateway.url),
    lost: () => {
      throw new Error('The gateway gave no answer');
    },
  });
  return gateway;
}
