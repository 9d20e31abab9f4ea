import { Controller, Get, Param, Res } from '@nestjs/common';
import { asyncApiDocument, openApiDocument, problem, PROBLEM_CODES, schemas, type ProblemCode } from '@mash-gateway/contracts';
import type { FastifyReply } from 'fastify';
import { sendJson } from '../intake/http/answer.js';
import { RequestRefused } from '../security/refusal.js';
import { Needs } from '../security/rights.js';

const OPENAPI = openApiDocument();
const ASYNCAPI = asyncApiDocument();
const SCHEMAS = new Map(Object.entries(schemas()));

/** The documents that describe the gateway, made from the contract that it runs on. */
@Controller()
export class DocumentsController {
  @Get('openapi.json')
  @Needs('public')
  openApi(@Res() reply: FastifyReply): void {
    sendJson(reply, 'application/json', OPENAPI);
  }

  @Get('asyncapi.json')
  @Needs('public')
  asyncApi(@Res() reply: FastifyReply): void {
    sendJson(reply, 'application/json', ASYNCAPI);
  }

  @Get('schemas/:file')
  @Needs('public')
  schema(@Param('file') file: string, @Res() reply: FastifyReply): void {
    const schema = SCHEMAS.get(file);
    if (schema === undefined) throw new RequestRefused('request.not-found');
    sendJson(reply, 'application/schema+json', schema);
  }

  /** Where the `type` of every problem leads (RFC 9457 §3.1.1). */
  @Get('problems/:code')
  @Needs('public')
  problem(@Param('code') code: string, @Res() reply: FastifyReply): void {
    if (!isProblemCode(code)) throw new RequestRefused('request.not-found');
    sendJson(reply, 'application/json', problem(code));
  }
}

function isProblemCode(code: string): code is ProblemCode {
  return (PROBLEM_CODES as readonly string[]).includes(code);
}
