/**
 * Appliances: a virtual machine in a tar file, which has a description (OVF), disks, and often a manifest of checksums
 * ("Open Virtualization Format Specification", DSP0243 2.1.1).
 *
 *     tar entries ──► manifest kept ──► description ──► the disk to boot from, and its hardware
 */
export { openOva, type Ova } from './open-ova.ts';
