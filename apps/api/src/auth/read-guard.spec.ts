import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { Controller, Get, Module, Post } from '@nestjs/common';
import { APP_GUARD, NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ProblemFilter } from '../problem/problem.filter';
import { Authenticator } from './authenticator';
import { ReadGuard } from './read-guard';
import type { ReadWish } from './read-rights';
import { EVERYTHING, createReadScope, type ReadScope } from './read-scope';
import { OpenToAll, Reads, Writes } from './reads';
import { Refusals } from './refusals';
import { MayRead, installRequestAuth } from './request-auth';

@Controller()
class RoutesController {
  @Get('unmarked')
  unmarked(): string {
    return 'unmarked';
  }

  @Get('pods')
  @Reads('pods')
  pods(@MayRead() scope: ReadScope): object {
    return { everything: scope.isEverything };
  }

  @Get('places/:namespace')
  @Reads('pods')
  place(): string {
    return 'place';
  }

  @Post('samples')
  @Writes()
  samples(): string {
    return 'taken';
  }
}

@Controller('open')
@OpenToAll()
class OpenController {
  @Get()
  get(): string {
    return 'open';
  }

  @Get('scope')
  scope(@MayRead() scope: ReadScope): boolean {
    return scope.isEverything;
  }
}

const wishes: [string, ReadWish][] = [];

@Module({
  controllers: [RoutesController, OpenController],
  providers: [
    {
      provide: APP_GUARD,
      inject: [Reflector],
      useFactory: (reflector: Reflector) => {
        const judge = {
          judge: (token: string) =>
            token === 'wrong' ? { refused: 'wrong_token' as const } : { who: token },
        };
        const authenticator = new Authenticator<string>('read', judge, new Refusals());
        return new ReadGuard(reflector, authenticator, (who, wish) => {
          wishes.push([who, wish]);
          return who === 'admin' ? EVERYTHING : createReadScope(false, new Set(['shop']));
        });
      },
    },
  ],
})
class RoutesModule {}

let app: NestFastifyApplication;
let url: string;

beforeAll(async () => {
  app = await NestFactory.create<NestFastifyApplication>(RoutesModule, new FastifyAdapter(), {
    logger: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  installRequestAuth(fastify as never, { ingest: undefined, isReadOpen: false });
  app.useGlobalFilters(new ProblemFilter());
  await app.listen(0, '127.0.0.1');
  url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
});

afterAll(() => app.close());

beforeEach(() => {
  wishes.length = 0;
});

function send(path: string, token?: string, method = 'GET'): Promise<Response> {
  const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
  return fetch(`${url}${path}`, { method, headers });
}

it('asks for everything on a route that does not say what it reads', async () => {
  expect((await send('/unmarked')).status).toBe(401);
  expect((await send('/unmarked', 'wrong')).status).toBe(401);
  expect(await (await send('/unmarked', 'jane')).text()).toBe('unmarked');
  expect(wishes).toEqual([['jane', { need: undefined, namespace: undefined }]]);
});

it('hands the scope to the handler', async () => {
  expect(await (await send('/pods', 'jane')).json()).toEqual({ everything: false });
  expect(await (await send('/pods', 'admin')).json()).toEqual({ everything: true });
});

it('finds the namespace in the path before that in the query', async () => {
  for (const path of ['/pods?namespace=a', '/places/b', '/places/b%2Fc?namespace=a']) {
    await send(path, 'jane');
  }
  expect(wishes.map(([, { namespace }]) => namespace)).toEqual(['a', 'b', 'b/c']);
});

it('lets pass what is open and what is checked as a writer', async () => {
  expect(await (await send('/open')).text()).toBe('open');
  expect(await (await send('/samples', undefined, 'POST')).text()).toBe('taken');
  expect(wishes).toEqual([]);
});

it('gives no scope where nobody checked', async () => {
  expect((await send('/open/scope')).status).toBe(500);
});
