import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { Controller, Get, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AppModule, type AppParts } from '../app.module.js';
import { authenticator } from './authentication.js';
import { declaredRight, RightsGuard } from './rights.js';

type Constructor = new (...parameters: never[]) => object;

/** Every method of a controller that Nest serves as a route. */
function routesOf(controller: Constructor): readonly { readonly name: string; readonly handler: () => void }[] {
  const methods = Object.entries(Object.getOwnPropertyDescriptors(controller.prototype));
  return methods.flatMap(([name, { value }]) => {
    const isRoute = name !== 'constructor' && typeof value === 'function' && Reflect.hasMetadata('path', value as object);
    return isRoute ? [{ name: `${controller.name}.${name}`, handler: value as () => void }] : [];
  });
}

test('every endpoint declares the right it needs', () => {
  const controllers = AppModule.of({} as unknown as AppParts, 'everything').controllers as readonly Constructor[];
  const routes = controllers.flatMap((controller) => routesOf(controller).map((route) => ({ ...route, controller })));

  const undeclared = routes.filter(({ handler, controller }) => {
    const context = { getHandler: () => handler, getClass: () => controller } as Pick<ExecutionContext, 'getHandler' | 'getClass'>;
    return declaredRight(new Reflector(), context) === undefined;
  });

  expect(routes.length).toBeGreaterThan(10);
  expect(undeclared.map(({ name }) => name)).toEqual([]);
});

test('an endpoint that declares none is closed to everybody, also where no credentials are asked for', async () => {
  @Controller()
  class Forgotten {
    @Get('forgotten')
    forgotten(): string {
      return 'open';
    }
  }
  const guard = new RightsGuard(new Reflector(), authenticator(undefined));
  const { handler } = routesOf(Forgotten)[0] ?? { handler: () => undefined };
  const context = { getHandler: () => handler, getClass: () => Forgotten } as unknown as ExecutionContext;

  await expect(guard.canActivate(context)).rejects.toMatchObject({ code: 'request.not-allowed' });
});
