import { roundUp, SECTOR } from '../bytes/units.ts';
import type { AllocatedUnits } from './allocated-units.ts';
import { fixedRegion, packedLength, tableRegion, type Layout } from './layout.ts';
import { BEHIND_L2_TABLE, CLUSTER, COPIED_HIGH, qcow2Header, REFCOUNTS_PER_BLOCK, writeEntry } from './qcow2-header.ts';

const NO_LEAD = Buffer.alloc(0);
const ENTRIES_PER_CLUSTER = CLUSTER / 8;

/**
 * A plain qcow2 file. All tables come first, and only those L2 tables that say something:
 *
 *     header │ reference count table │ blocks of reference counts │ L1 table │ L2 tables │ data
 *
 * Every cluster of the file is used once, so all reference counts are 1.
 *
 * @param size of the disk in bytes. @param units of a whole number of clusters.
 */
export function qcow2Layout(size: number, units: AllocatedUnits): Layout {
  const virtualSize = roundUp(size, SECTOR);
  const l1Entries = Math.ceil(virtualSize / BEHIND_L2_TABLE);
  const tables = units.inUnitsOf(BEHIND_L2_TABLE / units.unitSize);
  const lastLength = roundUp(size - (units.total - 1) * units.unitSize, CLUSTER);
  const dataLength = packedLength(units, 0, lastLength);

  const l1Clusters = Math.ceil((l1Entries * 8) / CLUSTER);
  const { tableClusters, blocks, clusters } = refcounts(1 + l1Clusters + tables.count + dataLength / CLUSTER);
  const blocksAt = (1 + tableClusters) * CLUSTER;
  const l1At = blocksAt + blocks * CLUSTER;
  const l2At = l1At + l1Clusters * CLUSTER;
  const dataAt = l2At + tables.count * CLUSTER;
  const clustersPerUnit = units.unitSize / CLUSTER;
  const diskClusters = Math.ceil(size / CLUSTER);

  const header = qcow2Header({
    virtualSize,
    l1: { offset: l1At, entries: l1Entries },
    refcountTable: { offset: CLUSTER, clusters: tableClusters },
    compression: 'zlib',
  });
  const regions = [
    fixedRegion(0, header),
    tableRegion(CLUSTER, tableClusters * CLUSTER, {
      size: 8,
      count: blocks,
      write: (piece, at, index) => writeEntry(piece, at, blocksAt + index * CLUSTER),
    }),
    tableRegion(blocksAt, blocks * CLUSTER, {
      size: 2,
      count: clusters,
      write: (piece, at) => void piece.writeUInt16BE(1, at),
    }),
    tableRegion(l1At, l1Clusters * CLUSTER, {
      size: 8,
      count: l1Entries,
      write: (piece, at, index) => {
        if (tables.has(index)) writeEntry(piece, at, l2At + tables.rank(index) * CLUSTER, COPIED_HIGH);
      },
    }),
    {
      offset: l2At,
      length: tables.count * CLUSTER,
      fill: (piece: Buffer, at: number): void => {
        const first = tables.select(at / CLUSTER) * ENTRIES_PER_CLUSTER;
        const end = Math.min(first + ENTRIES_PER_CLUSTER, diskClusters);
        let place = units.rank(first / clustersPerUnit);
        for (let unit = first / clustersPerUnit; unit * clustersPerUnit < end; unit += 1) {
          if (!units.has(unit)) continue;
          const offset = dataAt + place * units.unitSize;
          const cluster = unit * clustersPerUnit;
          for (let next = 0; next < clustersPerUnit && cluster + next < end; next += 1) {
            writeEntry(piece, (cluster + next - first) * 8, offset + next * CLUSTER, COPIED_HIGH);
          }
          place += 1;
        }
      },
    },
  ];
  return {
    size: dataAt + dataLength,
    regions: regions.filter(({ length }) => length > 0),
    data: { kind: 'packed', offset: dataAt, length: dataLength, units, lead: NO_LEAD },
  };
}

/** How much the counts take that speak of `others` clusters and of themselves. */
function refcounts(others: number): { tableClusters: number; blocks: number; clusters: number } {
  for (let [tableClusters, blocks] = [1, 1]; ;) {
    const clusters = others + tableClusters + blocks;
    const neededBlocks = Math.ceil(clusters / REFCOUNTS_PER_BLOCK);
    const neededTable = Math.ceil((neededBlocks * 8) / CLUSTER);
    if (neededBlocks === blocks && neededTable === tableClusters) return { tableClusters, blocks, clusters };
    [tableClusters, blocks] = [neededTable, neededBlocks];
  }
}
