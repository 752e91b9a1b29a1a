import type { FastifyRequest, preParsingHookHandler } from 'fastify';

/**
 * A hook for `preParsing`: cuts connections whose body does not come in time. Bytes of images may take hours, as long as
 * some move; a record that comes byte by byte is there to keep a connection, of which there are not many, and whoever signs
 * in need not be known for that.
 *
 * @param time milliseconds for the body to come whole.
 */
export function cutSlowRecords(time: number): preParsingHookHandler {
  return ({ raw }: FastifyRequest, _reply, _payload, done) => {
    if (!raw.complete && hasBody(raw.headers) && !isBytes(raw.headers)) {
      const timer = setTimeout(() => {
        if (!raw.complete) raw.destroy();
      }, time).unref();
      raw.once('close', () => clearTimeout(timer));
    }
    done();
  };
}

type Headers = FastifyRequest['raw']['headers'];

/** RFC 9112, section 6.3. */
function hasBody(headers: Headers): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

function isBytes(headers: Headers): boolean {
  return headers['content-type']?.toLowerCase().startsWith('application/octet-stream') === true;
}
