import type { Architecture, DesktopType, Flavor, Hardware } from './flavor.ts';

/** Why a flavor does not fit; the sentence is for people. */
export interface Misfit {
  readonly what: 'architecture' | 'desktop-type' | 'disk' | 'memory' | 'model' | 'processors';
  readonly reason: string;
}

const BYTES_PER_GIB = 2 ** 30;
const BYTES_PER_MIB = 2 ** 20;

/** What an image asks of a machine. */
export interface ImageNeeds {
  /** Of what is on it, where that is known. */
  readonly architecture: string | null;
  /** GiB. */
  readonly minDisk: number;
  /** MiB. */
  readonly minRam: number;
  /** Of its disk; null where it is not known yet. */
  readonly diskBytes: number | null;
}

/** Whether a machine of a flavor can run an image; empty when it can. */
export function misfitsOfImage(flavor: Hardware, image: ImageNeeds): readonly Misfit[] {
  const found: Misfit[] = [];
  const { architecture, systemDiskGib, memoryMib } = flavor;
  if (image.architecture !== null && architectureOf(image.architecture) !== architecture) {
    found.push(misfit('architecture', `The image is for ${image.architecture}, the flavor for ${architecture}.`));
  }
  // A disk of 0 takes the size of the image.
  if (systemDiskGib > 0) {
    if (image.minDisk > systemDiskGib) {
      found.push(
        misfit('disk', `The image needs a disk of ${image.minDisk} GiB, the flavor has ${systemDiskGib} GiB.`),
      );
    } else if (image.diskBytes !== null && image.diskBytes > systemDiskGib * BYTES_PER_GIB) {
      const size = Math.ceil(image.diskBytes / BYTES_PER_GIB);
      found.push(misfit('disk', `The disk of the image has ${size} GiB, that of the flavor ${systemDiskGib} GiB.`));
    }
  }
  if (image.minRam > memoryMib) {
    found.push(misfit('memory', `The image needs ${image.minRam} MiB of memory, the flavor has ${memoryMib} MiB.`));
  }
  return found;
}

/**
 * Whether a flavor is for such desktops; empty when it is. What runs on endpoints is for x86_64 only: no maker boots
 * others from a local image.
 */
export function misfitsOfDesktop(flavor: Flavor, type: DesktopType): readonly Misfit[] {
  const found: Misfit[] = [];
  if (flavor.desktopTypes.length > 0 && !flavor.desktopTypes.includes(type)) {
    const known = flavor.desktopTypes.join(', ').toUpperCase();
    found.push(misfit('desktop-type', `The flavor is for ${known}, not for ${type.toUpperCase()}.`));
  }
  if (type !== 'vdi' && flavor.architecture !== 'x86_64') {
    found.push(misfit('architecture', `${type.toUpperCase()} desktops run on x86_64 endpoints only.`));
  }
  return found;
}

/** A host that is to run a machine. */
export interface HostCapacity {
  readonly vcpus: number;
  /** Bytes of memory that machines may have. */
  readonly memoryBytes: number;
  readonly architectures: readonly Architecture[];
}

/** Whether a host can run a machine of a flavor; empty when it can. */
export function misfitsOfHost(flavor: Hardware, host: HostCapacity): readonly Misfit[] {
  const found: Misfit[] = [];
  if (!host.architectures.includes(flavor.architecture)) {
    found.push(misfit('architecture', `The host runs ${host.architectures.join(', ')}, not ${flavor.architecture}.`));
  }
  if (flavor.vcpus > host.vcpus) {
    found.push(misfit('processors', `The flavor has ${flavor.vcpus} processors, the host ${host.vcpus}.`));
  }
  if (flavor.memoryMib * BYTES_PER_MIB > host.memoryBytes) {
    const mebibytes = Math.floor(host.memoryBytes / BYTES_PER_MIB);
    found.push(misfit('memory', `The flavor has ${flavor.memoryMib} MiB of memory, the host ${mebibytes} MiB.`));
  }
  return found;
}

/** A device that keeps a desktop image and runs it. */
export interface Endpoint {
  readonly architecture: Architecture;
  readonly diskBytes: number;
  /** Null where it is not known. */
  readonly vcpus: number | null;
  readonly memoryMib: number | null;
  /** As it reports itself. */
  readonly model: string | null;
}

export interface EndpointFit {
  readonly misfits: readonly Misfit[];
  /** What the endpoint has to have in all. */
  readonly neededBytes: number;
  /** What is left of its disk; below 0 when it does not fit. */
  readonly freeBytes: number;
}

/** What the endpoint's own system takes of its disk, as its makers give it. */
export const ENDPOINT_SYSTEM_BYTES = 10 * BYTES_PER_GIB;

/**
 * Whether an endpoint can take a desktop image:
 *
 *     disk = endpoint's system + data disk + file of the image + system disk + what is left
 *
 * @param imageFileBytes of the artefact that is kept there; the system disk grows beside it.
 */
export function fitOnEndpoint(flavor: Flavor, endpoint: Endpoint, imageFileBytes: number): EndpointFit {
  const misfits: Misfit[] = [];
  const disks = (flavor.systemDiskGib + flavor.dataDiskGib) * BYTES_PER_GIB;
  const neededBytes = ENDPOINT_SYSTEM_BYTES + disks + imageFileBytes;
  const freeBytes = endpoint.diskBytes - neededBytes;
  if (endpoint.architecture !== flavor.architecture) {
    misfits.push(
      misfit('architecture', `The endpoint is ${endpoint.architecture}, the flavor ${flavor.architecture}.`),
    );
  }
  if (flavor.model !== null && endpoint.model !== null && flavor.model !== endpoint.model) {
    misfits.push(misfit('model', `The flavor is for ${flavor.model}, the endpoint reports ${endpoint.model}.`));
  }
  if (endpoint.vcpus !== null && endpoint.vcpus < flavor.vcpus) {
    misfits.push(misfit('processors', `The flavor has ${flavor.vcpus} processors, the endpoint ${endpoint.vcpus}.`));
  }
  if (endpoint.memoryMib !== null && endpoint.memoryMib < flavor.memoryMib) {
    const reason = `The flavor has ${flavor.memoryMib} MiB of memory, the endpoint ${endpoint.memoryMib} MiB.`;
    misfits.push(misfit('memory', reason));
  }
  if (freeBytes < 0) {
    const missing = Math.ceil(-freeBytes / BYTES_PER_MIB);
    misfits.push(misfit('disk', `The disk of the endpoint is ${missing} MiB too small.`));
  }
  return { misfits, neededBytes, freeBytes };
}

/** Other names that images give their architecture by. */
function architectureOf(said: string): string {
  const name = said.toLowerCase();
  if (name === 'amd64' || name === 'x86-64') return 'x86_64';
  return name === 'arm64' ? 'aarch64' : name;
}

function misfit(what: Misfit['what'], reason: string): Misfit {
  return { what, reason };
}
