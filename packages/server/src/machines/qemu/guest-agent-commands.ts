import { Type } from 'typebox';
import { ANYTHING, NOTHING, type CommandTable } from './command-table.ts';

/** What a guest says of itself is bounded, whoever keeps it. */
const WORD = Type.String({ maxLength: 1024 });
const NUMBER = Type.Integer();
const BASE64 = Type.String();

const INTERFACE = Type.Object({
  name: WORD,
  'hardware-address': Type.Optional(WORD),
  'ip-addresses': Type.Optional(
    Type.Array(Type.Object({ 'ip-address': WORD, 'ip-address-type': WORD, prefix: NUMBER }), { maxItems: 256 }),
  ),
});

const FILE_SYSTEM = Type.Object({
  name: WORD,
  mountpoint: WORD,
  type: WORD,
  'used-bytes': Type.Optional(NUMBER),
  'total-bytes': Type.Optional(NUMBER),
});

/**
 * The commands of the guest agent that are used: QEMU Guest Agent Protocol Reference, of the agent 5.2 and later. Answers
 * are the guest's word.
 */
export const AGENT_COMMANDS = {
  'guest-ping': { takes: NOTHING, gives: ANYTHING },
  'guest-info': {
    takes: NOTHING,
    gives: Type.Object({
      version: WORD,
      supported_commands: Type.Array(Type.Object({ name: WORD, enabled: Type.Boolean() }), { maxItems: 512 }),
    }),
  },

  'guest-get-osinfo': {
    takes: NOTHING,
    gives: Type.Object({
      id: Type.Optional(WORD),
      name: Type.Optional(WORD),
      'pretty-name': Type.Optional(WORD),
      version: Type.Optional(WORD),
      'version-id': Type.Optional(WORD),
      machine: Type.Optional(WORD),
      'kernel-release': Type.Optional(WORD),
    }),
  },
  'guest-get-host-name': { takes: NOTHING, gives: Type.Object({ 'host-name': WORD }) },
  'guest-network-get-interfaces': { takes: NOTHING, gives: Type.Array(INTERFACE, { maxItems: 256 }) },
  'guest-get-fsinfo': { takes: NOTHING, gives: Type.Array(FILE_SYSTEM, { maxItems: 1024 }) },

  'guest-fsfreeze-status': {
    takes: NOTHING,
    gives: Type.Union([Type.Literal('thawed'), Type.Literal('frozen')]),
  },
  /** How many file systems were frozen, or thawed. */
  'guest-fsfreeze-freeze': { takes: NOTHING, gives: NUMBER },
  'guest-fsfreeze-thaw': { takes: NOTHING, gives: NUMBER },

  'guest-shutdown': {
    takes: Type.Object({ mode: Type.Union([Type.Literal('powerdown'), Type.Literal('halt'), Type.Literal('reboot')]) }),
    gives: ANYTHING,
  },

  'guest-exec': {
    takes: Type.Object({
      path: Type.String(),
      arg: Type.Optional(Type.Array(Type.String())),
      env: Type.Optional(Type.Array(Type.String())),
      'input-data': Type.Optional(BASE64),
      'capture-output': Type.Optional(Type.Boolean()),
    }),
    gives: Type.Object({ pid: NUMBER }),
  },
  'guest-exec-status': {
    takes: Type.Object({ pid: NUMBER }),
    gives: Type.Object({
      exited: Type.Boolean(),
      exitcode: Type.Optional(NUMBER),
      signal: Type.Optional(NUMBER),
      'out-data': Type.Optional(BASE64),
      'err-data': Type.Optional(BASE64),
      'out-truncated': Type.Optional(Type.Boolean()),
      'err-truncated': Type.Optional(Type.Boolean()),
    }),
  },

  'guest-file-open': {
    takes: Type.Object({ path: Type.String(), mode: Type.String() }),
    gives: NUMBER,
  },
  'guest-file-read': {
    takes: Type.Object({ handle: NUMBER, count: NUMBER }),
    gives: Type.Object({ count: NUMBER, 'buf-b64': BASE64, eof: Type.Boolean() }),
  },
  'guest-file-write': {
    takes: Type.Object({ handle: NUMBER, 'buf-b64': BASE64 }),
    gives: Type.Object({ count: NUMBER, eof: Type.Boolean() }),
  },
  'guest-file-seek': {
    takes: Type.Object({
      handle: NUMBER,
      offset: NUMBER,
      whence: Type.Union([Type.Literal('set'), Type.Literal('cur'), Type.Literal('end')]),
    }),
    gives: Type.Object({ position: NUMBER, eof: Type.Boolean() }),
  },
  'guest-file-flush': { takes: Type.Object({ handle: NUMBER }), gives: ANYTHING },
  'guest-file-close': { takes: Type.Object({ handle: NUMBER }), gives: ANYTHING },

  'guest-set-user-password': {
    takes: Type.Object({ username: Type.String(), password: BASE64, crypted: Type.Boolean() }),
    gives: ANYTHING,
  },
  'guest-ssh-add-authorized-keys': {
    takes: Type.Object({ username: Type.String(), keys: Type.Array(Type.String()) }),
    gives: ANYTHING,
  },
} as const satisfies CommandTable;

export type AgentCommands = typeof AGENT_COMMANDS;
