/** Checks what comes in: bodies exactly as declared, addresses with numbers read from their text. */
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { FastifyInstance } from 'fastify';

/** Unknown fields of a body are left out, never stored; nothing else is changed. */
export function registerValidation(app: FastifyInstance): void {
  const options = { removeAdditional: true, useDefaults: true, allErrors: false } as const;
  const body = new Ajv(options);
  // a number of 400 digits is read as infinite: only a number is compared with what is the most
  const address = new Ajv({ ...options, coerceTypes: true, strictNumbers: false });
  for (const ajv of [body, address]) formats.default(ajv);
  app.setValidatorCompiler(({ schema, httpPart }) => (httpPart === 'body' ? body : address).compile(schema));
}
