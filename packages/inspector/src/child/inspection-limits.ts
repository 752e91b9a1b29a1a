const MiB = 1024 * 1024;

/** What one inspection may cost. The defaults are some ten times what a large honest desktop needs. */
export interface InspectionLimits {
  /** Bytes of the disk that are read, in all. */
  readonly bytes: number;
  readonly reads: number;
  /** Milliseconds after which no more of the disk is read, so that what was found so far can be told. */
  readonly readingTime: number;
  /** Milliseconds after which the process is killed. */
  readonly time: number;
  /** Bytes of JSON that are taken from the process. */
  readonly result: number;
}

export const INSPECTION_LIMITS: InspectionLimits = {
  bytes: 4096 * MiB,
  reads: 500_000,
  readingTime: 20_000,
  time: 30_000,
  result: 16 * MiB,
};

/** Of a comparison, which reads the names of all files of both disks. */
export const COMPARISON_LIMITS: InspectionLimits = {
  bytes: 8192 * MiB,
  reads: 2_000_000,
  readingTime: 60_000,
  time: 80_000,
  result: 4 * MiB,
};

/** Seconds of CPU time, by which the kernel ends what nobody waits for any longer. */
export const MAX_CPU = 80;
/** Bytes that the process may have in memory, its program included; it ends itself above. */
export const MAX_MEMORY = 256 * MiB;
/** MiB of V8's heap; what lies outside of it the process watches itself. */
export const MAX_HEAP = 160;
