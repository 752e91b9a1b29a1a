import { run } from './run.ts';

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', '-', '-out', '-'];
const SUBJECT = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];

export interface SelfSigned {
  readonly key: string;
  readonly certificate: string;
}

/** A certificate for 127.0.0.1 that nobody knows, in PEM, made by OpenSSL. */
export async function selfSigned(): Promise<SelfSigned> {
  const pem = await run('/usr/bin/openssl', ['req', '-x509', ...NEW_KEY, ...SUBJECT], {});
  const begin = pem.indexOf('-----BEGIN CERTIFICATE');
  return { key: pem.slice(0, begin), certificate: pem.slice(begin) };
}
