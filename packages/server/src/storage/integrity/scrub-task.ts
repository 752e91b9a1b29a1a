import type { Clock } from '../../kernel/clock.ts';
import type { MaintenanceTask } from '../maintenance-task.ts';
import { walkForDamage, type DamageWalkParts } from './damage-walk.ts';
import type { ScrubFigures } from './integrity-figures.ts';

export interface ScrubParts extends DamageWalkParts {
  readonly usage: () => Promise<{ readonly packs: number; readonly storedBytes: number }>;
  /** @returns how many labels are damaged, or not there. */
  readonly checkLabels: (signal: AbortSignal) => Promise<number>;
  /** Bytes a second. */
  readonly rate: number;
  readonly clock: Clock;
}

/** Reads every byte of every pack, and then asks which images need what was found damaged. */
export function scrubTask(parts: ScrubParts): MaintenanceTask<'scrub'> {
  const { integrity, damage, rate, clock } = parts;
  return {
    run: async (_options, run) => {
      const { signal, before, createdAt } = run;
      let figures = before ?? (await beginning(parts));
      const add = (more: Partial<ScrubFigures>): void => {
        figures = { ...figures, ...more };
        run.tell(figures);
      };
      if (figures.phase === 'packs') {
        for await (const checked of integrity.scrub({ after: figures.lastPack, rate, signal })) {
          await damage.findingsReplace(checked.pack, checked.findings, clock.now());
          const isKnown = checked.findings.every(({ kind }) => kind !== 'pack-unknown');
          add({
            // Packs that the index does not know come last, and in no order.
            lastPack: isKnown ? checked.pack : figures.lastPack,
            packs: figures.packs + (isKnown ? 1 : 0),
            bytes: figures.bytes + checked.bytes,
            chunks: figures.chunks + checked.chunks,
            faultyPacks: figures.faultyPacks + (checked.findings.length > 0 ? 1 : 0),
            quarantined: figures.quarantined + checked.quarantined,
            healed: figures.healed + checked.healed,
          });
        }
        // What was not seen again is of packs that are gone, or was mended.
        await damage.findingsForget(createdAt);
        add({ phase: 'images', damagedLabels: await parts.checkLabels(signal) });
      }
      add(await walkForDamage(parts, signal, add));
      return figures;
    },
  };
}

async function beginning({ usage }: ScrubParts): Promise<ScrubFigures> {
  const { packs: totalPacks, storedBytes: totalBytes } = await usage();
  return {
    phase: 'packs',
    lastPack: null,
    packs: 0,
    bytes: 0,
    totalPacks,
    totalBytes,
    chunks: 0,
    faultyPacks: 0,
    quarantined: 0,
    healed: 0,
    damagedLabels: 0,
    contents: 0,
    damagedContents: 0,
  };
}
