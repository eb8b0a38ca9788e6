import type { z } from 'zod';

/** A backend method: the schema that guards its parameters, and the type of its result (carried by the type only). */
export interface Method<P extends z.ZodType, R> {
  readonly params: P;
  readonly result?: { readonly type: R };
}

/** Declares a method: `method(z.object({…})).returns<Result>()`. */
export function method<P extends z.ZodType>(params: P): { returns<R>(): Method<P, R> } {
  return { returns: <R>(): Method<P, R> => ({ params }) };
}
