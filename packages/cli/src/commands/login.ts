import type { Session } from '@ingot/client';
import { accountIn, outsideValues, sessionOf } from '../access/access.ts';
import type { AuthValues } from '../access/environment-credentials.ts';
import { defineCommand } from '../command/command.ts';
import type { CommandContext, Input } from '../command/context.ts';
import { CommandError, EXIT } from '../command/failure.ts';
import { message } from '../messages/message.ts';
import { done } from '../output/output.ts';

export const login = defineCommand({
  arguments: [{ name: 'url', optional: true, help: 'login.url' }],
  options: {
    name: { kind: 'text', value: 'NAME', help: 'login.name' },
    user: { kind: 'text', value: 'USER', help: 'login.user' },
    'user-domain': { kind: 'text', value: 'DOMAIN', help: 'login.user-domain' },
    project: { kind: 'text', value: 'PROJECT', help: 'login.project' },
    'project-id': { kind: 'text', value: 'ID', help: 'login.project-id' },
    'project-domain': { kind: 'text', value: 'DOMAIN', help: 'login.project-domain' },
    'application-credential': { kind: 'text', value: 'ID', help: 'login.application-credential' },
    token: { kind: 'flag', help: 'login.token' },
    'secret-stdin': { kind: 'flag', help: 'login.secret-stdin' },
    'ca-file': { kind: 'text', value: 'FILE', help: 'login.ca-file', complete: 'file' },
  },
  notes: 'login.notes',
  run: async ({ arguments: { url }, options }, context) => {
    const outside = (await outsideValues(context.chosen, context.surroundings)) ?? {};
    const given = present({
      auth_url: url === undefined ? undefined : identityUrlOf(url),
      username: options.user,
      user_domain_name: options['user-domain'],
      project_name: options.project,
      project_id: options['project-id'],
      project_domain_name: options['project-domain'],
      application_credential_id: options['application-credential'],
      cacert: options['ca-file'],
    });
    const values = url === undefined && options.user === undefined ? { ...outside, ...given } : given;
    const account = accountIn(await withSecret(values, options, context.input));
    const session = await sessionOf(account);
    const name = options.name ?? new URL(session.base).host;
    await remember(name, account.identityUrl, session, context);
    const { user, project, base } = session;
    const told = message('login.done', { user: user.name, project: project.name, base, name });
    return done(told, { context: name, base, user, project, expiresAt: session.expiresAt });
  },
});

/** Adds the one secret that is missing: out of the pipe, or by asking at a terminal. */
async function withSecret(
  values: AuthValues,
  options: {
    readonly token: boolean;
    readonly 'secret-stdin': boolean;
    readonly 'application-credential': string | undefined;
  },
  input: Input,
): Promise<AuthValues> {
  const kind = secretOf(options.token, options['application-credential']);
  if (options['secret-stdin']) return { ...values, [kind]: await input.all() };
  const held = ['password', 'token', 'application_credential_secret'].some((name) => values[name] !== undefined);
  if (held && !options.token && options['application-credential'] === undefined) return values;
  if (!input.isTerminal)
    throw new CommandError(EXIT.usage, message('login.no-terminal'), { hint: message('hint.secret-stdin') });
  const user = { username: values['username'] ?? (await askedUser(kind, input)) };
  return { ...values, ...present(user), [kind]: await input.ask(QUESTIONS[kind], { secret: true }) };
}

const QUESTIONS = {
  password: 'ask.password',
  token: 'ask.token',
  application_credential_secret: 'ask.application-credential-secret',
} as const;

function secretOf(token: boolean, applicationCredential: string | undefined): keyof typeof QUESTIONS {
  if (token) return 'token';
  return applicationCredential === undefined ? 'password' : 'application_credential_secret';
}

async function askedUser(kind: keyof typeof QUESTIONS, input: Input): Promise<string | undefined> {
  return kind === 'password' ? input.ask('ask.user', { secret: false }) : undefined;
}

/** The address of a service, or of the identity service itself. */
function identityUrlOf(url: string): string {
  const bare = (/^https?:\/\//.test(url) ? url : `https://${url}`).replace(/\/+$/, '');
  if (!URL.canParse(bare)) throw new CommandError(EXIT.usage, message('login.bad-url', { url }));
  return bare.endsWith('/v3') ? bare : `${bare}/identity/v3`;
}

function present(values: AuthValues): AuthValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

async function remember(name: string, identityUrl: string, session: Session, context: CommandContext): Promise<void> {
  const { base, token, expiresAt, user, project } = session;
  const { contexts } = await context.config.read();
  const saved = { identityUrl, base, token, expiresAt, user, project };
  await context.config.write({ version: 1, current: name, contexts: { ...contexts, [name]: saved } });
}
