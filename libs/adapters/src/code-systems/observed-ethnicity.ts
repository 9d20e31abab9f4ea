import { POLE_PAGE } from './publications.js';
import { publishedTable, type Word } from './published-table.js';

/** POLE DS_112: ethnic appearance as an officer saw it (IC, "6+1"). Never merged with self-defined ethnicity. */
export const OBSERVED_ETHNICITY = publishedTable<Word<'OBSERVED_ETHNICITIES'>>(
  {
    system: 'urn:mash-gateway:police-notice:1#DS_112',
    title: 'Officer-observed ethnicity (POLE DS_112)',
    url: POLE_PAGE,
    version: 'POLE 1.1 (2023-07-30)',
  },
  'unknown',
  [
    ['IC0', 'ic0', 'Origin unknown'],
    ['IC1', 'ic1', 'White, north European'],
    ['IC2', 'ic2', 'White, south European'],
    ['IC3', 'ic3', 'Black'],
    ['IC4', 'ic4', 'Asian'],
    ['IC5', 'ic5', 'Chinese, Japanese or other south-east Asian'],
    ['IC6', 'ic6', 'Arab or north African'],
    ['IC7', 'ic7', 'Unknown'],
  ],
);
