import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';
import { ARCHITECTURES, DESKTOP_TYPES } from './flavor-columns.ts';

/** What a flavor consists of. */
export const FLAVOR_OPTIONS = {
  vcpus: { kind: 'integer', value: 'N', help: 'flavor-create.vcpus' },
  memory: { kind: 'size', value: 'SIZE', help: 'flavor-create.memory' },
  disk: { kind: 'size', value: 'SIZE', help: 'flavor-create.disk' },
  'data-disk': { kind: 'size', value: 'SIZE', help: 'flavor-create.data-disk' },
  type: { kind: 'texts', value: DESKTOP_TYPES.join('|'), help: 'flavor-create.type' },
  model: { kind: 'text', value: 'MODEL', help: 'flavor-create.model' },
  architecture: { kind: 'choice', choices: ARCHITECTURES, help: 'flavor-create.architecture' },
  description: { kind: 'text', value: 'TEXT', help: 'flavor-create.description' },
} as const;

interface Options {
  readonly vcpus: number | undefined;
  readonly memory: number | undefined;
  readonly disk: number | undefined;
  readonly 'data-disk': number | undefined;
  readonly type: readonly string[];
  readonly model: string | undefined;
  readonly architecture: (typeof ARCHITECTURES)[number] | undefined;
  readonly description: string | undefined;
}

/** What was given of a flavor, in the words of the API. @throws CommandError `usage` */
export function flavorValues(options: Options) {
  const { vcpus, memory, disk, 'data-disk': dataDisk, type, model, architecture, description } = options;
  return {
    ...(vcpus !== undefined && { vcpus }),
    ...(memory !== undefined && { memoryMib: whole('memory', memory, 2 ** 20) }),
    ...(disk !== undefined && { systemDiskGib: whole('disk', disk, 2 ** 30) }),
    ...(dataDisk !== undefined && { dataDiskGib: whole('data-disk', dataDisk, 2 ** 30) }),
    ...(type.length > 0 && { desktopTypes: type.map(desktopType) }),
    ...(model !== undefined && { model }),
    ...(architecture !== undefined && { architecture }),
    ...(description !== undefined && { description }),
  };
}

function whole(name: string, bytes: number, unit: number): number {
  if (bytes % unit === 0) return bytes / unit;
  throw new CommandError(EXIT.usage, message('usage.whole-unit', { name, unit: unit === 2 ** 20 ? 'MiB' : 'GiB' }));
}

function desktopType(value: string): (typeof DESKTOP_TYPES)[number] {
  const found = DESKTOP_TYPES.find((one) => one === value.toLowerCase());
  if (found !== undefined) return found;
  const choices = DESKTOP_TYPES.join(', ');
  throw new CommandError(EXIT.usage, message('usage.choice', { name: 'type', value, choices }));
}
