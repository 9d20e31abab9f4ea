import { randomUUID } from 'node:crypto';
import { importPKCS8, SignJWT } from 'jose';
import { fetch, type Dispatcher } from 'undici';
import type { Clock } from '../../clock.js';
import type { FhirOAuth } from '../../config/transports/fhir.js';
import { faultOfNetwork, FhirFault } from './fhir-fault.js';
import { readKeyFile } from './guarded-dispatcher.js';

/** Where the token of a feed comes from: asked for when it is needed, kept while it lasts. */
export interface Tokens {
  /** @throws FhirFault `oauth.refused`: asking again as it is would be refused again; `oauth.unavailable`: it may help */
  current(dispatcher: Dispatcher): Promise<string>;
  /** The server does not take this one any more. */
  forget(token: string): void;
}

export interface TokenDeps {
  readonly clock: Clock;
  readonly timeoutMs: number;
}

/** A token is renewed this long before it ends, or after nine tenths of a shorter life: what is under way may take its time. */
const RENEW_BEFORE_MS = 30_000;
const ASSERTION_LASTS_SECONDS = 240;
/** Where the server does not say (RFC 6749 §5.1 recommends that it does). */
const ASSUMED_LIFE_SECONDS = 300;
const MAX_TOKEN_CHARS = 16_384;

/** OAuth2 client credentials (RFC 6749 §4.4) with a signed JWT as the client's credential (RFC 7523 §2.2, NHS England signed JWT). */
export function openTokens(oauth: FhirOAuth, deps: TokenDeps): Tokens {
  let held: { readonly token: string; readonly renewAt: number } | undefined;
  let asking: Promise<string> | undefined;
  const ask = async (dispatcher: Dispatcher): Promise<string> => {
    const { token, lifeMs } = await requestToken(oauth, deps, dispatcher);
    held = { token, renewAt: deps.clock.now().getTime() + Math.max(lifeMs - RENEW_BEFORE_MS, lifeMs * 0.9) };
    return token;
  };
  return {
    async current(dispatcher) {
      if (held !== undefined && deps.clock.now().getTime() < held.renewAt) return held.token;
      asking ??= ask(dispatcher).finally(() => {
        asking = undefined;
      });
      return asking;
    },
    forget(token) {
      if (held?.token === token) held = undefined;
    },
  };
}

interface Granted {
  readonly token: string;
  readonly lifeMs: number;
}

async function requestToken(oauth: FhirOAuth, deps: TokenDeps, dispatcher: Dispatcher): Promise<Granted> {
  const assertion = await signedAssertion(oauth, deps.clock.now());
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: oauth.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    ...(oauth.scope === undefined ? {} : { scope: oauth.scope }),
    ...(oauth.resource === undefined ? {} : { resource: oauth.resource }),
  });
  let status: number;
  let text: string;
  try {
    const response = await fetch(oauth.tokenUrl, {
      method: 'POST',
      body: form.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json', 'accept-encoding': 'identity' },
      redirect: 'error',
      signal: AbortSignal.timeout(deps.timeoutMs),
      dispatcher,
    });
    ({ status } = response);
    text = await response.text();
  } catch (error) {
    throw faultOfNetwork(error).code === 'fhir.redirected' ? new FhirFault('oauth.refused') : new FhirFault('oauth.unavailable');
  }
  // Servers refuse a bad assertion with 400 or 401; both mean that the same again is refused again.
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) throw new FhirFault('oauth.refused');
  return grantedIn(status, text);
}

/** RFC 7523 §3: issuer and subject are the client, the audience is the token endpoint, and it is good for once. */
async function signedAssertion({ clientId, tokenUrl, keyFile, keyId, algorithm = 'RS512' }: FhirOAuth, now: Date): Promise<string> {
  const pem = (await readKeyFile(keyFile)) ?? '';
  const seconds = Math.floor(now.getTime() / 1000);
  try {
    return await new SignJWT({})
      .setProtectedHeader({ alg: algorithm, kid: keyId, typ: 'JWT' })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(tokenUrl)
      .setJti(randomUUID())
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + ASSERTION_LASTS_SECONDS)
      .sign(await importPKCS8(pem, algorithm));
  } catch {
    // What jose says of a key that is none could hold a part of it.
    throw new FhirFault('key.unreadable');
  }
}

function grantedIn(status: number, text: string): Granted {
  if (status !== 200) throw new FhirFault('oauth.unavailable');
  let answer: Readonly<Record<string, unknown>>;
  try {
    answer = JSON.parse(text) as typeof answer;
  } catch {
    throw new FhirFault('oauth.unavailable');
  }
  const { access_token: token, token_type: type, expires_in: life } = answer;
  if (typeof token !== 'string' || !/^[A-Za-z0-9._~+/-]+=*$/.test(token) || token.length > MAX_TOKEN_CHARS)
    throw new FhirFault('oauth.unavailable');
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') throw new FhirFault('oauth.refused');
  const seconds = Number(life);
  return { token, lifeMs: (Number.isFinite(seconds) && seconds > 0 ? seconds : ASSUMED_LIFE_SECONDS) * 1000 };
}
