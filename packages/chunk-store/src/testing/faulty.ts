/** Called before each method of a wrapped port, by name; may throw or reject to make it fail. */
export type Before = (method: string) => void | Promise<void>;

/**
 * A port whose calls can be made to fail, before they do anything or after they have done it: a process that dies
 * between two calls has made the first and not the second.
 */
export function faulty<Port extends object>(port: Port, before: Before, after: Before = () => undefined): Port {
  return new Proxy(port, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== 'function' || typeof property !== 'string' || property === 'list') return member;
      return async (...parameters: unknown[]): Promise<unknown> => {
        await before(property);
        const result: unknown = await Reflect.apply(member, target, parameters);
        await after(property);
        // What a backend opens is a port as well.
        return property === 'create' && typeof result === 'object' && result ? faulty(result, before, after) : result;
      };
    },
  });
}
