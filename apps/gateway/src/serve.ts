import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { problem, PROBLEM_MEDIA_TYPE } from '@mash-gateway/contracts';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppModule, type AppParts } from './app.module.js';
import { problemCodeOfStatus, sendProblem } from './intake/http/answer.js';

/** A listening HTTP server. */
export interface Served {
  readonly url: string;
  /** Takes no more connections; resolves when all requests have been answered. */
  close(): Promise<void>;
}

const HEADERS_WITHIN_MS = 20_000;
const REQUEST_WITHIN_MS = 300_000;

/** Opens the API, FHIR and the pages on one address. Rejects with the error of `listen`, such as EADDRINUSE. */
export async function serve(
  parts: AppParts,
  { host, port }: { readonly host: string; readonly port: number },
  serves: 'everything' | 'intake' | 'management',
): Promise<Served> {
  const adapter = new FastifyAdapter({
    genReqId: () => randomUUID(),
    requestTimeout: REQUEST_WITHIN_MS,
    http: { headersTimeout: HEADERS_WITHIN_MS, connectionsCheckingInterval: 5_000 },
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: true,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error: { statusCode?: number }, request: FastifyRequest, reply: FastifyReply) =>
      void sendProblem(request, reply, problem(problemCodeOfStatus(error.statusCode ?? 400))),
  });
  const fastify = adapter.getInstance();
  // Every body arrives as the stream it is: what it means is for intake and its adapter to find out.
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, payload, done) => {
    done(null, payload);
  });
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    reply.headers(request.url.startsWith('/forms/') ? FORM_HEADERS : SECURITY_HEADERS);
    done();
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(parts, serves), adapter, {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  });
  await app.listen({ host, port });
  return { url: await app.getUrl(), close: () => closeInTime(app) };
}

/** Requests under way may end; one that is still sending its body after this long is cut off, unacknowledged. */
const CLOSE_WITHIN_MS = 15_000;
const IDLE_LOOK_MS = 50;

async function closeInTime(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpServer();
  // A connection that was answering when the server closed is kept alive by its client, and would be waited for.
  const idle = setInterval(() => {
    server.closeIdleConnections();
  }, IDLE_LOOK_MS);
  const late = setTimeout(() => {
    server.closeAllConnections();
  }, CLOSE_WITHIN_MS);
  try {
    await app.close();
  } finally {
    clearInterval(idle);
    clearTimeout(late);
  }
}

/** The pages carry no script and load nothing; answers of the API are shown by nobody and kept by nobody. */
const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'none'; style-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** The form may be sent, to this gateway alone; and its browser says from where, which a page that names no referrer would not. */
const FORM_HEADERS = {
  ...SECURITY_HEADERS,
  'content-security-policy': SECURITY_HEADERS['content-security-policy'].replace("form-action 'none'", "form-action 'self'"),
  'referrer-policy': 'same-origin',
} as const;

/** A request that is not HTTP, or whose headers are too large or too slow, never reaches a route. */
function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal = problem(brokenRequestCode(error.code));
  const body = JSON.stringify({ ...refusal, instance: `urn:uuid:${randomUUID()}` });
  const head = [
    `HTTP/1.1 ${String(refusal.status)} ${refusal.title}`,
    `content-type: ${PROBLEM_MEDIA_TYPE}; charset=utf-8`,
    `content-length: ${String(Buffer.byteLength(body))}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function brokenRequestCode(code: string | undefined): 'request.timeout' | 'request.headers-too-large' | 'request.malformed' {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request.timeout';
  return code === 'HPE_HEADER_OVERFLOW' ? 'request.headers-too-large' : 'request.malformed';
}
