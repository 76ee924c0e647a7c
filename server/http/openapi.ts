/** Describes the API at /api/openapi.json, from the schemas that the routes are checked with. */
import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';

/** Must be registered before the routes it describes. */
export async function registerOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Madang',
        version: '0.1.0',
        description:
          'Every error is answered as `{ code, message: { ko, en }, details? }` with its true status.',
      },
    },
  });
  app.get('/api/openapi.json', { config: { who: 'anyone' }, schema: { hide: true } }, async () =>
    app.swagger(),
  );
}
