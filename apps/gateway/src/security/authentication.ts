import type { RequestCode } from '@mash-gateway/contracts';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { AuthenticationConfig } from '../config/gateway-config.js';
import { LOCAL_CLIENT, type Client, type Right } from './client.js';

/** Says who sends a request, from its Authorization header. */
export interface Authenticator {
  authenticate(authorization: string | undefined): Promise<Authentication>;
}

export type Authentication =
  | { readonly kind: 'client'; readonly client: Client }
  | { readonly kind: 'refused'; readonly code: Extract<RequestCode, 'request.credential-missing' | 'request.credential-expired'> }
  /** The issuer's keys cannot be had now: nothing is known of the token, and sending again later may succeed. */
  | { readonly kind: 'unavailable' };

/** Asymmetric algorithms only: `none` and shared secrets are never taken. */
const ALGORITHMS = ['RS512', 'PS256', 'ES256', 'RS256', 'ES384', 'PS512'];
/** Rights that a scope of the same name gives; without it nobody has them. */
const OPERATORS = ['operate', 'read-bodies'] as const;
/** Clocks of sender, issuer and gateway may differ this much. */
const TOLERANCE_SECONDS = 10;
const MAX_TOKEN_CHARS = 16_384;

/**
 * @param config absent: nobody is asked for credentials; the configuration allows that on loopback only
 * @param keys where the issuer's keys come from; default its JWKS, cached and renewed
 */
export function authenticator(config: AuthenticationConfig | undefined, keys?: JWTVerifyGetKey): Authenticator {
  if (config === undefined) return { authenticate: () => Promise.resolve({ kind: 'client', client: LOCAL_CLIENT }) };
  const source = keys ?? createRemoteJWKSet(new URL(config.jwksUri), { timeoutDuration: 5_000, cooldownDuration: 10_000 });
  return { authenticate: (authorization) => authenticateToken(authorization, config, source) };
}

async function authenticateToken(
  authorization: string | undefined,
  { issuer, audience }: AuthenticationConfig,
  keys: JWTVerifyGetKey,
): Promise<Authentication> {
  // RFC 6750 §2.1; tokens in queries or bodies are not looked for.
  const token = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined || token.length > MAX_TOKEN_CHARS) return { kind: 'refused', code: 'request.credential-missing' };
  try {
    const { payload } = await jwtVerify(token, reachable(keys), {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      requiredClaims: ['exp'],
      clockTolerance: TOLERANCE_SECONDS,
    });
    const client = clientOf(payload);
    return client === undefined ? { kind: 'refused', code: 'request.credential-missing' } : { kind: 'client', client };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { kind: 'refused', code: 'request.credential-expired' };
    if (error instanceof KeysUnavailable) return { kind: 'unavailable' };
    // Whatever else is wrong with a token: nobody is let in, and nobody is told why.
    return { kind: 'refused', code: 'request.credential-missing' };
  }
}

class KeysUnavailable extends Error {}

/** Tells keys that cannot be had from a token that no key of the issuer fits. */
function reachable(keys: JWTVerifyGetKey): JWTVerifyGetKey {
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (cause) {
      if (TOKEN_FAULTS.some((fault) => cause instanceof fault)) throw cause;
      throw new KeysUnavailable('the keys of the issuer cannot be had', { cause });
    }
  };
}

const TOKEN_FAULTS = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

/** The client of RFC 9068 §2.2 (`client_id`), of OpenID Connect (`azp`), or the subject. */
function clientOf(payload: JWTPayload): Client | undefined {
  const id = [payload['client_id'], payload['azp'], payload.sub].find(
    (claim) => typeof claim === 'string' && /^[\x21-\x7e]{1,200}$/.test(claim),
  );
  if (typeof id !== 'string') return undefined;
  const scopes = typeof payload['scope'] === 'string' ? payload['scope'].split(' ') : [];
  const feeds = scopes.flatMap((scope) => (scope.startsWith('feed:') ? [scope.slice('feed:'.length)] : []));
  const rights: Right[] = [
    ...(feeds.length > 0 ? (['submit', 'read-own'] as const) : []),
    ...OPERATORS.filter((right) => scopes.includes(right)),
  ];
  return { id, rights: new Set(rights), feeds: new Set(feeds) };
}
