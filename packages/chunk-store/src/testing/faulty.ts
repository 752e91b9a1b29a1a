/** Called before or after each call of a wrapped port; may throw or reject to make it fail. */
export type Hook = (method: string, parameters: readonly unknown[]) => void | Promise<void>;

/** Listing is no promise, and a process that has died closes nothing. */
const EXEMPT = new Set(['list', 'close']);

export function nothing(): void {
  return undefined;
}

/**
 * A port whose calls can be made to fail, before they do anything or after they have done it: a process that dies
 * between two calls has made the first and not the second.
 */
export function faulty<Port extends object>(port: Port, before: Hook, after: Hook = nothing): Port {
  return new Proxy(port, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== 'function' || typeof property !== 'string') return member;
      if (EXEMPT.has(property)) return (...parameters: unknown[]): unknown => Reflect.apply(member, target, parameters);
      return async (...parameters: unknown[]): Promise<unknown> => {
        await before(property, parameters);
        const result: unknown = await Reflect.apply(member, target, parameters);
        await after(property, parameters);
        // What a backend opens is a port as well.
        return property === 'create' && typeof result === 'object' && result ? faulty(result, before, after) : result;
      };
    },
  });
}
