import { Type, type Static } from 'typebox';
import { ANYTHING, NOTHING, type CommandTable } from './command-table.ts';

const NAME = Type.String();
const SIZE = Type.Integer({ minimum: 0 });

/** A node of the block layer, as `-blockdev` describes one: its options depend on the driver. */
const BLOCK_NODE = Type.Intersect([
  Type.Object({ driver: NAME, 'node-name': NAME }),
  Type.Record(Type.String(), Type.Unknown()),
]);

const BACKUP = Type.Object({
  'job-id': NAME,
  device: NAME,
  target: NAME,
  /** `none`: only what is about to be overwritten is copied, so that the target shows the disk as it was. */
  sync: Type.Union([Type.Literal('none'), Type.Literal('full'), Type.Literal('top')]),
});

const JOB_STATUS = Type.String();

/** The commands of QMP that are used: QEMU QMP Reference Manual, of QEMU 7.2 and later. */
export const QMP_COMMANDS = {
  qmp_capabilities: { takes: NOTHING, gives: ANYTHING },

  'query-status': { takes: NOTHING, gives: Type.Object({ status: NAME, running: Type.Boolean() }) },
  'query-name': { takes: NOTHING, gives: Type.Object({ name: Type.Optional(NAME) }) },
  stop: { takes: NOTHING, gives: ANYTHING },
  cont: { takes: NOTHING, gives: ANYTHING },
  system_powerdown: { takes: NOTHING, gives: ANYTHING },
  system_reset: { takes: NOTHING, gives: ANYTHING },
  quit: { takes: NOTHING, gives: ANYTHING },

  screendump: {
    takes: Type.Object({ filename: Type.String(), format: Type.Optional(Type.Literal('png')) }),
    gives: ANYTHING,
  },
  'send-key': {
    takes: Type.Object({ keys: Type.Array(Type.Object({ type: Type.Literal('qcode'), data: NAME })) }),
    gives: ANYTHING,
  },

  'query-chardev': {
    takes: NOTHING,
    gives: Type.Array(Type.Object({ label: NAME, 'frontend-open': Type.Boolean() })),
  },
  'query-block': {
    takes: NOTHING,
    gives: Type.Array(
      Type.Object({
        device: NAME,
        qdev: Type.Optional(NAME),
        removable: Type.Boolean(),
        locked: Type.Boolean(),
        tray_open: Type.Optional(Type.Boolean()),
        inserted: Type.Optional(Type.Object({ 'node-name': Type.Optional(NAME), ro: Type.Boolean() })),
      }),
    ),
  },
  'query-blockstats': {
    takes: NOTHING,
    gives: Type.Array(
      Type.Object({
        qdev: Type.Optional(NAME),
        stats: Type.Object({ rd_bytes: SIZE, wr_bytes: SIZE, rd_operations: SIZE, wr_operations: SIZE }),
      }),
    ),
  },
  'query-named-block-nodes': {
    takes: Type.Object({ flat: Type.Boolean() }),
    gives: Type.Array(Type.Object({ 'node-name': Type.Optional(NAME), file: Type.String(), drv: NAME })),
  },
  'blockdev-add': { takes: BLOCK_NODE, gives: ANYTHING },
  'blockdev-reopen': { takes: Type.Object({ options: Type.Array(BLOCK_NODE) }), gives: ANYTHING },
  'blockdev-del': { takes: Type.Object({ 'node-name': NAME }), gives: ANYTHING },
  'blockdev-open-tray': { takes: Type.Object({ id: NAME, force: Type.Optional(Type.Boolean()) }), gives: ANYTHING },
  'blockdev-close-tray': { takes: Type.Object({ id: NAME }), gives: ANYTHING },
  'blockdev-insert-medium': { takes: Type.Object({ id: NAME, 'node-name': NAME }), gives: ANYTHING },
  'blockdev-remove-medium': { takes: Type.Object({ id: NAME }), gives: ANYTHING },
  'blockdev-backup': { takes: BACKUP, gives: ANYTHING },
  transaction: {
    takes: Type.Object({
      actions: Type.Array(Type.Object({ type: Type.Literal('blockdev-backup'), data: BACKUP })),
    }),
    gives: ANYTHING,
  },
  device_add: {
    takes: Type.Intersect([Type.Object({ driver: NAME, id: NAME }), Type.Record(Type.String(), Type.Unknown())]),
    gives: ANYTHING,
  },
  device_del: { takes: Type.Object({ id: NAME }), gives: ANYTHING },

  'query-jobs': {
    takes: NOTHING,
    gives: Type.Array(Type.Object({ id: NAME, type: NAME, status: JOB_STATUS, error: Type.Optional(Type.String()) })),
  },
  'job-cancel': { takes: Type.Object({ id: NAME }), gives: ANYTHING },
  'job-dismiss': { takes: Type.Object({ id: NAME }), gives: ANYTHING },
  'block-job-cancel': { takes: Type.Object({ device: NAME, force: Type.Optional(Type.Boolean()) }), gives: ANYTHING },

  'nbd-server-start': {
    takes: Type.Object({
      addr: Type.Object({ type: Type.Literal('unix'), data: Type.Object({ path: Type.String() }) }),
      'max-connections': Type.Optional(SIZE),
    }),
    gives: ANYTHING,
  },
  'nbd-server-stop': { takes: NOTHING, gives: ANYTHING },
  'block-export-add': {
    takes: Type.Object({
      type: Type.Literal('nbd'),
      id: NAME,
      'node-name': NAME,
      name: NAME,
      writable: Type.Boolean(),
    }),
    gives: ANYTHING,
  },
  'block-export-del': { takes: Type.Object({ id: NAME }), gives: ANYTHING },
} as const satisfies CommandTable;

export type QmpCommands = typeof QMP_COMMANDS;

/** What QEMU tells unasked, as far as it matters here; what else it tells is passed over. */
export const QMP_EVENTS = {
  /** `guest`: it was the guest that shut down or was reset, and not a command. */
  SHUTDOWN: Type.Object({ guest: Type.Boolean(), reason: Type.String() }),
  RESET: Type.Object({ guest: Type.Boolean(), reason: Type.String() }),
  POWERDOWN: Type.Object({}),
  STOP: Type.Object({}),
  RESUME: Type.Object({}),
  GUEST_PANICKED: Type.Object({ action: Type.String() }),
  /** The guest opened or closed its end of a port, such as that of its agent. */
  VSERPORT_CHANGE: Type.Object({ id: NAME, open: Type.Boolean() }),
  DEVICE_TRAY_MOVED: Type.Object({ device: NAME, id: NAME, 'tray-open': Type.Boolean() }),
  DEVICE_DELETED: Type.Object({ device: Type.Optional(NAME) }),
  BLOCK_IO_ERROR: Type.Object({
    device: NAME,
    'node-name': Type.Optional(NAME),
    operation: Type.String(),
    action: Type.String(),
    reason: Type.String(),
    nospace: Type.Optional(Type.Boolean()),
  }),
  JOB_STATUS_CHANGE: Type.Object({ id: NAME, status: JOB_STATUS }),
} as const;

export type QmpEventName = keyof typeof QMP_EVENTS;
export type QmpEvent<Name extends QmpEventName = QmpEventName> = {
  [Each in Name]: { readonly name: Each; readonly data: Static<(typeof QMP_EVENTS)[Each]> };
}[Name];
