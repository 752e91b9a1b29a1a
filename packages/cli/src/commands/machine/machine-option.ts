/** The machine that a command is about, and what all commands on one have. */
export const MACHINE_ARGUMENT = { name: 'machine', help: 'argument.machine', complete: 'machine' } as const;
export const WAIT = { wait: { kind: 'flag', help: 'option.wait' } } as const;
