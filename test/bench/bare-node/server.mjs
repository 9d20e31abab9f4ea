/**
 * Settings from the environment: BROKERS, TOPIC, SCHEMA (file). Prints `{"url": …}` when it listens; SIGTERM ends it.
 */
import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';
import { mapBundle } from './map-fhir.mjs';
import { mapPupils } from './map-ctf.mjs';
import { mapNotice } from './map-police.mjs';
import { publisher } from './publish.mjs';
import { validator } from './validate.mjs';

const { BROKERS, TOPIC, SCHEMA } = process.env;
const isValid = validator(SCHEMA);
const publish = await publisher(BROKERS, TOPIC);

/** Every mapper gives the records of one body, one after the other. */
const MAPPERS = { '/fhir': mapBundle, '/police': mapNotice, '/ctf': mapPupils };

const server = createServer((request, response) => {
  const map = MAPPERS[request.url];
  if (request.method !== 'POST' || map === undefined) return answer(response, 404, { error: 'not found' });
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    take(map, Buffer.concat(chunks)).then(
      (published) => answer(response, 202, { published }),
      (error) => answer(response, error.status ?? 503, { error: error.message }),
    );
  });
  return undefined;
});

async function take(map, body) {
  const acknowledgements = [];
  for (const { key, record } of map(body)) {
    if (!isValid(record)) throw Object.assign(new Error('record is not valid'), { status: 422 });
    acknowledgements.push(publish(key, record));
  }
  await Promise.all(acknowledgements);
  return acknowledgements.length;
}

function answer(response, status, content) {
  const body = JSON.stringify(content);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

server.keepAliveTimeout = 60_000;
server.requestTimeout = 0;
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ url: `http://127.0.0.1:${server.address().port}` })));
process.once('SIGTERM', () => process.exit(0));
