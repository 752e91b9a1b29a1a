import { readFile } from 'node:fs/promises';
import { IngotError } from '../../kernel/errors.ts';

/** Who Ingot is to Keystone. Domains and the project are given by their names. */
export interface ServiceUser {
  readonly username: string;
  readonly userDomain: string;
  readonly project: string;
  readonly projectDomain: string;
  /** File whose first line is the password; read at every sign-in, so that a new one needs no restart. */
  readonly passwordFile: string;
}

/** @throws IngotError `invalid` with a sentence for the administrator. */
export async function readPassword(file: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new IngotError('invalid', `identity.keystone.password-file is "${file}", which cannot be read: ${reason}.`, {
      cause,
    });
  }
  const [password = ''] = text.split(/\r?\n/, 1);
  if (password === '') throw new IngotError('invalid', `identity.keystone.password-file is "${file}", which is empty.`);
  return password;
}

/** The body of a sign-in. https://docs.openstack.org/api-ref/identity/v3/#password-authentication-with-scoped-authorization */
export function signInBody(user: ServiceUser, password: string): object {
  return {
    auth: {
      identity: {
        methods: ['password'],
        password: { user: { name: user.username, domain: { name: user.userDomain }, password } },
      },
      scope: { project: { name: user.project, domain: { name: user.projectDomain } } },
    },
  };
}
