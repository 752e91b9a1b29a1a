import type { JobHandler } from '../jobs/index.ts';
import { createOperation } from './create-volume.ts';
import { machineDiskOperations } from './machine-disk-operations.ts';
import type { MachineDisks } from './machine-disks.ts';
import { snapshotOperations } from './snapshot-operations.ts';
import { snapshotToImageOperation } from './snapshot-to-image.ts';
import { usesOperations } from './uses-operations.ts';
import { attachmentOperations } from './volume-attachments.ts';
import type { VolumeContext } from './volume-context.ts';
import { volumeJobKind } from './volume-job.ts';
import { lifecycleOperations } from './volume-lifecycle.ts';
import { quotaOperations } from './volume-quota.ts';
import { recordOperations } from './volume-records.ts';
import { uploadOperations } from './volume-upload.ts';
import type { Volumes } from './volumes.ts';
import { Settling } from './work/settling.ts';
import { volumeHandler } from './work/volume-handler.ts';
import { createVolumeWork, type VolumeWork } from './work/volume-work.ts';

export interface VolumeService {
  readonly volumes: Volumes;
  /** For the job runner of this host, whose `wake` is `wakeJobs`. */
  readonly jobHandlers: Readonly<Record<string, JobHandler>>;
  readonly work: VolumeWork;
  /** For the machines of this host. */
  readonly machineDisks: MachineDisks;
}

/** Puts the domain together. */
export function createVolumes(context: VolumeContext): VolumeService {
  const settling = new Settling(context.store);
  return {
    volumes: {
      ...createOperation(context),
      ...recordOperations(context),
      ...lifecycleOperations(context),
      ...attachmentOperations(context),
      ...uploadOperations(context),
      ...snapshotOperations(context),
      ...snapshotToImageOperation(context),
      ...usesOperations(context),
      ...quotaOperations(context),
    },
    jobHandlers: { [volumeJobKind(context.host)]: volumeHandler(context, settling) },
    work: createVolumeWork(context),
    machineDisks: machineDiskOperations(context, settling),
  };
}
