import { defineCommand } from '../command/command.ts';
import { CommandError, EXIT } from '../command/failure.ts';
import { completionScript, SHELLS } from '../completion/shells.ts';
import { message } from '../messages/message.ts';
import { text } from '../output/output.ts';

export const completion = defineCommand({
  arguments: [{ name: 'shell', help: 'completion.shell' }],
  options: {},
  notes: 'completion.notes',
  run: async ({ arguments: { shell: name } }) => {
    const shell = SHELLS.find((known) => known === name);
    if (shell === undefined) {
      throw new CommandError(EXIT.usage, message('completion.unknown', { name, shells: SHELLS.join(', ') }));
    }
    return text(completionScript(shell));
  },
});
