import { SetMetadata, type CanActivate, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Authenticator } from './authentication.js';
import { maySendTo, type Client, type Right } from './client.js';
import { RequestRefused } from './refusal.js';

const RIGHT = 'mash:right';

/** The right that an endpoint needs; `public`: anybody who can connect. An endpoint without one is closed to everybody. */
export function Needs(right: Right | 'public'): CustomDecorator {
  return SetMetadata(RIGHT, right);
}

/** The right an endpoint declares; undefined when it declares none. */
export function declaredRight(
  reflector: Reflector,
  context: Pick<ExecutionContext, 'getHandler' | 'getClass'>,
): Right | 'public' | undefined {
  return reflector.getAllAndOverride<Right | 'public' | undefined>(RIGHT, [context.getHandler(), context.getClass()]);
}

/** Lets a request through only when its endpoint declares a right and its client has it, for the feed in the address. */
export class RightsGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const right = declaredRight(this.reflector, context);
    if (right === undefined) throw new RequestRefused('request.not-allowed');
    if (right === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { readonly feedId?: string } }>>();
    const answer = await this.authenticator.authenticate(request.headers.authorization);
    if (answer.kind === 'unavailable') throw new RequestRefused('gateway.unavailable');
    if (answer.kind === 'refused') throw new RequestRefused(answer.code);
    if (!mayDo(answer.client, right, request.params.feedId)) throw new RequestRefused('request.not-allowed');
    clients.set(request, answer.client);
    return true;
  }
}

/** The client that the guard has let through. */
export function clientOf(request: FastifyRequest): Client {
  const client = clients.get(request);
  if (client === undefined) throw new RequestRefused('request.not-allowed');
  return client;
}

const clients = new WeakMap<FastifyRequest, Client>();

/** A feed that is not the client's and one that does not exist look the same to it. */
function mayDo(client: Client, right: Right, feedId: string | undefined): boolean {
  if (!client.rights.has(right)) return false;
  return feedId === undefined || maySendTo(client, feedId);
}
