import { parseFlavorId } from '../kernel/ids.ts';
import type { DesktopType, Flavor } from './flavor.ts';

type Line = readonly [name: string, vcpus: number, memoryGib: number, systemDiskGib: number, dataDiskGib: number];

/** Desktops on hosts. */
const VDI: readonly Line[] = [
  ['low', 2, 4, 60, 0],
  ['medium', 4, 8, 80, 0],
  ['high', 8, 16, 120, 0],
];

/*
 * Endpoints by model. The makers name the models that a flavor has to match and leave its values to the site; these are
 * what the smallest unit of a model is sold with. A site with others makes flavors of its own.
 */
const IDV_MODELS: readonly Line[] = [
  ['C102V', 4, 4, 60, 30],
  ['C103V', 4, 8, 60, 60],
  ['C105V', 4, 8, 80, 100],
  ['C107i plus', 8, 16, 100, 200],
];

const VOI_MODELS: readonly Line[] = [
  ['C106V', 4, 4, 60, 30],
  ['C106V Plus', 4, 8, 60, 30],
  ['C107V', 4, 8, 60, 60],
  ['C107V Plus', 4, 8, 80, 100],
  ['C107V Pro', 8, 16, 80, 100],
  ['C108V Plus', 6, 8, 80, 100],
  ['C108V Pro', 8, 16, 100, 200],
  ['C200V', 4, 8, 60, 60],
  ['C201V', 4, 8, 60, 60],
  ['C206V', 4, 4, 60, 30],
  ['C206V Plus', 4, 8, 60, 30],
  ['C207V', 4, 8, 60, 60],
  ['C207V Plus', 4, 8, 80, 100],
  ['C207V Pro', 8, 16, 80, 100],
  ['C208V Plus', 6, 8, 80, 100],
  ['C208V Pro', 8, 16, 100, 200],
];

/** The flavors that come with the product, in the order of the lists. */
export const BUILT_IN_FLAVORS: readonly Flavor[] = [
  ...VDI.map((line) => builtIn('vdi', ['vdi'], line, null)),
  ...IDV_MODELS.map((line) => builtIn('idv', ['idv'], line, line[0])),
  ...VOI_MODELS.map((line) => builtIn('voi', ['voi', 'tci'], line, line[0])),
];

/** Its id says the kind and the model: `voi-c107v-plus`. */
function builtIn(
  kind: string,
  desktopTypes: readonly DesktopType[],
  [word, vcpus, memoryGib, systemDiskGib, dataDiskGib]: Line,
  model: string | null,
): Flavor {
  const id = parseFlavorId(`${kind}-${word.toLowerCase().replaceAll(' ', '-')}`);
  if (id === null) throw new Error(`${word} makes no id`);
  return {
    id,
    name: id,
    projectId: null,
    builtIn: true,
    description: null,
    desktopTypes,
    model,
    architecture: 'x86_64',
    vcpus,
    memoryMib: memoryGib * 1024,
    systemDiskGib,
    dataDiskGib,
  };
}
