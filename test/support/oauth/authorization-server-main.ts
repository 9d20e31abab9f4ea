/**
 * oidc-provider 9 in a process of its own: it does not take the objects of Jest's own world for objects.
 * Reads `{publicJwk, resource, scope}` from its first argument and prints its address.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

const { publicJwk, resource, scope } = JSON.parse(process.argv[2] ?? '{}') as {
  readonly publicJwk: Readonly<Record<string, string>>;
  readonly resource: string;
  readonly scope: string;
};
const server = createServer();
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'gateway',
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'RS512',
      jwks: { keys: [{ kty: 'RSA', ...publicJwk, kid: 'gateway-1', use: 'sig', alg: 'RS512' }] },
    },
  ],
  enabledJWA: { clientAuthSigningAlgValues: ['RS512'] },
  scopes: [scope],
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: () => ({ scope, audience: resource, accessTokenFormat: 'jwt', accessTokenTTL: 300 }),
    },
  },
});
const answer = provider.callback();
server.on('request', (request, response) => void answer(request, response));
process.stdout.write(`listening ${issuer}\n`);
