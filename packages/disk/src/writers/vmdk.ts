import { roundUp, SECTOR } from '../bytes/units.ts';
import type { AllocatedUnits } from './allocated-units.ts';
import { fixedRegion, packedLength, tableRegion, type Layout, type Region } from './layout.ts';
import {
  BEHIND_TABLE,
  DESCRIPTOR,
  GRAIN,
  TABLE_ENTRIES,
  TABLE_SECTORS,
  vmdkDescriptor,
  vmdkHeader,
} from './vmdk-header.ts';

const NO_LEAD = Buffer.alloc(0);

/**
 * A monolithicSparse VMDK ("Virtual Disk Format" 5.0, "Hosted Sparse Extents"). Grain tables are there twice, whole, as
 * products of VMware expect them:
 *
 *     header │ descriptor │ redundant directory and tables │ directory and tables │ grains
 *
 * @param units of a whole number of grains.
 */
export function vmdkLayout(size: number, units: AllocatedUnits, identity: Buffer): Layout {
  const virtualSize = roundUp(size, SECTOR);
  const tables = Math.ceil(virtualSize / BEHIND_TABLE);
  const directorySectors = Math.ceil((tables * 4) / SECTOR);
  const redundantDirectory = DESCRIPTOR.sector + DESCRIPTOR.sectors;
  const directory = redundantDirectory + directorySectors + tables * TABLE_SECTORS;
  const dataAt = roundUp((directory + directorySectors + tables * TABLE_SECTORS) * SECTOR, GRAIN);
  const length = packedLength(units, 0, roundUp(size - (units.total - 1) * units.unitSize, GRAIN));
  const grainsPerUnit = units.unitSize / GRAIN;
  const grains = Math.ceil(size / GRAIN);

  const copy = (sector: number): Region[] => {
    const firstTable = sector + directorySectors;
    return [
      tableRegion(sector * SECTOR, directorySectors * SECTOR, {
        size: 4,
        count: tables,
        write: (piece, at, index) => void piece.writeUInt32LE(firstTable + index * TABLE_SECTORS, at),
      }),
      tableRegion(firstTable * SECTOR, tables * TABLE_SECTORS * SECTOR, {
        size: 4,
        count: Math.min(grains, tables * TABLE_ENTRIES),
        write: (piece, at, grain) => {
          const unit = Math.floor(grain / grainsPerUnit);
          if (!units.has(unit)) return;
          const offset = dataAt + units.rank(unit) * units.unitSize + (grain % grainsPerUnit) * GRAIN;
          piece.writeUInt32LE(offset / SECTOR, at);
        },
      }),
    ];
  };
  const header = vmdkHeader(virtualSize, { kind: 'sparse', redundantDirectory, directory }, dataAt / SECTOR);
  return {
    size: dataAt + length,
    regions: [
      fixedRegion(0, header),
      fixedRegion(DESCRIPTOR.sector * SECTOR, vmdkDescriptor(virtualSize, 'sparse', identity)),
      ...copy(redundantDirectory),
      ...copy(directory),
    ],
    data: { kind: 'packed', offset: dataAt, length, units, lead: NO_LEAD },
  };
}
