import type { Config } from './config/index.ts';
import type { ImageSettings } from './images/index.ts';
import type { CompactionSettings } from './storage/index.ts';

/** What the parts want to know of the configuration, in their own words. */
export function compactionSettings(config: Config): CompactionSettings {
  return {
    rate: config['store.compaction-rate'],
    budget: config['store.compaction-budget'],
    deadShare: config['store.compaction-dead-share'] / 100,
    compressionLevel: config['store.compression-level'],
    compressionAfter: config['store.compression-after'],
    compressionRate: config['store.compression-rate'],
  };
}

export function imageSettings(config: Config): ImageSettings {
  return {
    defaultVisibility: config['images.default-visibility'],
    maxSize: config['images.max-size'],
    eagerViews: config['images.disk-views'] === 'eager',
    maxProperties: config['images.max-properties'],
    maxTags: config['images.max-tags'],
    maxMembers: config['images.max-members'],
    trashRetention: config['images.trash-retention'],
  };
}
