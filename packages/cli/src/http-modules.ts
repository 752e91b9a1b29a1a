import type * as Http from 'node:http';
import type * as Https from 'node:https';

/**
 * What requests are made with, by the protocol of an address, such as 'https:'.
 *
 * Node's own modules as CommonJS has them: `import` of `node:http` looks at all that it exports, and some of that is the whole of
 * `fetch`, which takes 40 ms to load.
 */
export function httpModuleFor(protocol: string): typeof Http | typeof Https {
  return process.getBuiltinModule(protocol === 'https:' ? 'node:https' : 'node:http');
}
