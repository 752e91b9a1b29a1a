import { createTranslation, type Catalog } from './translation.ts';
import { client } from './client.ts';
import { diskFormats } from './disk-formats.ts';
import { disks } from './disks.ts';
import { fileSystems } from './file-systems.ts';
import { flavors } from './flavors.ts';
import { identity } from './identity.ts';
import { imageApi } from './image-api.ts';
import { images } from './images.ts';
import { inspection } from './inspection.ts';
import { machines } from './machines.ts';
import { ova } from './ova.ts';
import { publishing } from './publishing.ts';
import { recipes } from './recipes.ts';
import { requests } from './requests.ts';
import { service } from './service.ts';
import { storage } from './storage.ts';
import { systems } from './systems.ts';
import { volumeApi } from './volume-api.ts';
import { volumes } from './volumes.ts';
import { words } from './words.ts';

/** Every sentence that the service says, in Russian. */
export const russian: Catalog = {
  sentences: {
    ...client,
    ...diskFormats,
    ...disks,
    ...fileSystems,
    ...flavors,
    ...identity,
    ...imageApi,
    ...images,
    ...inspection,
    ...machines,
    ...ova,
    ...publishing,
    ...recipes,
    ...requests,
    ...service,
    ...storage,
    ...systems,
    ...volumeApi,
    ...volumes,
  },
  words,
};

/** What the service has said, in Russian: sentences that it knows, and what it does not know as it is. */
export const inRussian = createTranslation(russian);
