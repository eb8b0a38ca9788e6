import type { FastifyRequest } from 'fastify';

export const fhirType = 'application/fhir+json; charset=utf-8';

/** Query of a request exactly as sent: repeated keys and their order are kept. */
export function queryOf(request: FastifyRequest): URLSearchParams {
  const { url = '' } = request.raw;
  const mark = url.indexOf('?');
  return new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
}
