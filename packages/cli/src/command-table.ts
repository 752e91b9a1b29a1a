import type { Command } from './command/command.ts';
import type { PlainKey } from './messages/message.ts';

interface Entry {
  /** One line of help. */
  readonly summary: PlainKey;
  /** Only the command that is run is loaded: a start costs the same however many there are. */
  readonly load: () => Promise<Command>;
}

/** Every command, in the order of the help and the documentation. */
export const COMMANDS = {
  login: { summary: 'login.summary', load: async () => (await import('./commands/login.ts')).login },
  logout: { summary: 'logout.summary', load: async () => (await import('./commands/logout.ts')).logout },
  'context list': {
    summary: 'context-list.summary',
    load: async () => (await import('./commands/context/context-list.ts')).contextList,
  },
  'context use': {
    summary: 'context-use.summary',
    load: async () => (await import('./commands/context/context-use.ts')).contextUse,
  },
  'image list': {
    summary: 'image-list.summary',
    load: async () => (await import('./commands/image/image-list.ts')).imageList,
  },
  'image show': {
    summary: 'image-show.summary',
    load: async () => (await import('./commands/image/image-show.ts')).imageShow,
  },
  'image create': {
    summary: 'image-create.summary',
    load: async () => (await import('./commands/image/image-create.ts')).imageCreate,
  },
  'image set': {
    summary: 'image-set.summary',
    load: async () => (await import('./commands/image/image-set.ts')).imageSet,
  },
  'image delete': {
    summary: 'image-delete.summary',
    load: async () => (await import('./commands/image/image-delete.ts')).imageDelete,
  },
  'image download': {
    summary: 'image-download.summary',
    load: async () => (await import('./commands/image/image-download.ts')).imageDownload,
  },
  'image export': {
    summary: 'image-export.summary',
    load: async () => (await import('./commands/image/image-export.ts')).imageExport,
  },
  'image check': {
    summary: 'image-check.summary',
    load: async () => (await import('./commands/image/image-check.ts')).imageCheck,
  },
  'image diff': {
    summary: 'image-diff.summary',
    load: async () => (await import('./commands/image/image-diff.ts')).imageDiff,
  },
  'image prepare': {
    summary: 'image-prepare.summary',
    load: async () => (await import('./commands/image/image-prepare.ts')).imagePrepare,
  },
  'image boot-test': {
    summary: 'image-boot-test.summary',
    load: async () => (await import('./commands/image/image-boot-test.ts')).imageBootTest,
  },
  'image share': {
    summary: 'image-share.summary',
    load: async () => (await import('./commands/image/image-share.ts')).imageShare,
  },
  'image unshare': {
    summary: 'image-unshare.summary',
    load: async () => (await import('./commands/image/image-unshare.ts')).imageUnshare,
  },
  'image members': {
    summary: 'image-members.summary',
    load: async () => (await import('./commands/image/image-members.ts')).imageMembers,
  },
  'image accept': {
    summary: 'image-accept.summary',
    load: async () => (await import('./commands/image/image-accept.ts')).imageAccept,
  },
  'image trash': {
    summary: 'image-trash.summary',
    load: async () => (await import('./commands/image/image-trash.ts')).imageTrash,
  },
  'image restore': {
    summary: 'image-restore.summary',
    load: async () => (await import('./commands/image/image-restore.ts')).imageRestore,
  },
  'image storage': {
    summary: 'image-storage.summary',
    load: async () => (await import('./commands/image/image-storage.ts')).imageStorage,
  },
  'image purge': {
    summary: 'image-purge.summary',
    load: async () => (await import('./commands/image/image-purge.ts')).imagePurge,
  },
  'image where-used': {
    summary: 'image-where-used.summary',
    load: async () => (await import('./commands/image/image-where-used.ts')).imageWhereUsed,
  },
  'image deprecate': {
    summary: 'image-deprecate.summary',
    load: async () => (await import('./commands/image/image-deprecate.ts')).imageDeprecate,
  },
  'image optimize': {
    summary: 'image-optimize.summary',
    load: async () => (await import('./commands/image/image-optimize.ts')).imageOptimize,
  },
  'image optimization': {
    summary: 'image-optimization.summary',
    load: async () => (await import('./commands/image/image-optimization.ts')).imageOptimization,
  },
  'profile list': {
    summary: 'profile-list.summary',
    load: async () => (await import('./commands/profile/profile-list.ts')).profileList,
  },
  inspect: { summary: 'inspect.summary', load: async () => (await import('./commands/inspect.ts')).inspect },
  push: { summary: 'push.summary', load: async () => (await import('./commands/push.ts')).push },
  pull: { summary: 'pull.summary', load: async () => (await import('./commands/pull.ts')).pull },
  'family list': {
    summary: 'family-list.summary',
    load: async () => (await import('./commands/family/family-list.ts')).familyList,
  },
  'family show': {
    summary: 'family-show.summary',
    load: async () => (await import('./commands/family/family-show.ts')).familyShow,
  },
  'family history': {
    summary: 'family-history.summary',
    load: async () => (await import('./commands/family/family-history.ts')).familyHistory,
  },
  'family promote': {
    summary: 'family-promote.summary',
    load: async () => (await import('./commands/family/family-promote.ts')).familyPromote,
  },
  'family pin': {
    summary: 'family-pin.summary',
    load: async () => (await import('./commands/family/family-pin.ts')).familyPin,
  },
  'family unpin': {
    summary: 'family-unpin.summary',
    load: async () => (await import('./commands/family/family-unpin.ts')).familyUnpin,
  },
  'family rollback': {
    summary: 'family-rollback.summary',
    load: async () => (await import('./commands/family/family-rollback.ts')).familyRollback,
  },
  'store status': {
    summary: 'store-status.summary',
    load: async () => (await import('./commands/store/store-status.ts')).storeStatus,
  },
  'store gc': { summary: 'store-gc.summary', load: async () => (await import('./commands/store/store-gc.ts')).storeGc },
  'store scrub': {
    summary: 'store-scrub.summary',
    load: async () => (await import('./commands/store/store-scrub.ts')).storeScrub,
  },
  'store heal': {
    summary: 'store-heal.summary',
    load: async () => (await import('./commands/store/store-heal.ts')).storeHeal,
  },
  'store account': {
    summary: 'store-account.summary',
    load: async () => (await import('./commands/store/store-account.ts')).storeAccount,
  },
  'store reseal': {
    summary: 'store-reseal.summary',
    load: async () => (await import('./commands/store/store-reseal.ts')).storeReseal,
  },
  'store measure': {
    summary: 'store-measure.summary',
    load: async () => (await import('./commands/store/store-measure.ts')).storeMeasure,
  },
  'store compress': {
    summary: 'store-compress.summary',
    load: async () => (await import('./commands/store/store-compress.ts')).storeCompress,
  },
  'store runs': {
    summary: 'store-runs.summary',
    load: async () => (await import('./commands/store/store-runs.ts')).storeRuns,
  },
  'store run': {
    summary: 'store-run.summary',
    load: async () => (await import('./commands/store/store-run.ts')).storeRun,
  },
  'store cancel': {
    summary: 'store-cancel.summary',
    load: async () => (await import('./commands/store/store-cancel.ts')).storeCancel,
  },
  'store damaged': {
    summary: 'store-damaged.summary',
    load: async () => (await import('./commands/store/store-damaged.ts')).storeDamaged,
  },
  'store layers': {
    summary: 'store-layers.summary',
    load: async () => (await import('./commands/store/store-layers.ts')).storeLayers,
  },
  'store layer-uses': {
    summary: 'store-layer-uses.summary',
    load: async () => (await import('./commands/store/store-layer-uses.ts')).storeLayerUses,
  },
  'volume list': {
    summary: 'volume-list.summary',
    load: async () => (await import('./commands/volume/volume-list.ts')).volumeList,
  },
  'volume show': {
    summary: 'volume-show.summary',
    load: async () => (await import('./commands/volume/volume-show.ts')).volumeShow,
  },
  'volume create': {
    summary: 'volume-create.summary',
    load: async () => (await import('./commands/volume/volume-create.ts')).volumeCreate,
  },
  'volume set': {
    summary: 'volume-set.summary',
    load: async () => (await import('./commands/volume/volume-set.ts')).volumeSet,
  },
  'volume extend': {
    summary: 'volume-extend.summary',
    load: async () => (await import('./commands/volume/volume-extend.ts')).volumeExtend,
  },
  'volume delete': {
    summary: 'volume-delete.summary',
    load: async () => (await import('./commands/volume/volume-delete.ts')).volumeDelete,
  },
  'volume where-used': {
    summary: 'volume-where-used.summary',
    load: async () => (await import('./commands/volume/volume-where-used.ts')).volumeWhereUsed,
  },
  'snapshot list': {
    summary: 'snapshot-list.summary',
    load: async () => (await import('./commands/snapshot/snapshot-list.ts')).snapshotList,
  },
  'snapshot show': {
    summary: 'snapshot-show.summary',
    load: async () => (await import('./commands/snapshot/snapshot-show.ts')).snapshotShow,
  },
  'snapshot where-used': {
    summary: 'snapshot-where-used.summary',
    load: async () => (await import('./commands/snapshot/snapshot-where-used.ts')).snapshotWhereUsed,
  },
  'snapshot create': {
    summary: 'snapshot-create.summary',
    load: async () => (await import('./commands/snapshot/snapshot-create.ts')).snapshotCreate,
  },
  'snapshot delete': {
    summary: 'snapshot-delete.summary',
    load: async () => (await import('./commands/snapshot/snapshot-delete.ts')).snapshotDelete,
  },
  'machine list': {
    summary: 'machine-list.summary',
    load: async () => (await import('./commands/machine/machine-list.ts')).machineList,
  },
  'machine show': {
    summary: 'machine-show.summary',
    load: async () => (await import('./commands/machine/machine-show.ts')).machineShow,
  },
  'machine create': {
    summary: 'machine-create.summary',
    load: async () => (await import('./commands/machine/machine-create.ts')).machineCreate,
  },
  'machine set': {
    summary: 'machine-set.summary',
    load: async () => (await import('./commands/machine/machine-set.ts')).machineSet,
  },
  'machine start': {
    summary: 'machine-start.summary',
    load: async () => (await import('./commands/machine/machine-start.ts')).machineStart,
  },
  'machine stop': {
    summary: 'machine-stop.summary',
    load: async () => (await import('./commands/machine/machine-stop.ts')).machineStop,
  },
  'machine reboot': {
    summary: 'machine-reboot.summary',
    load: async () => (await import('./commands/machine/machine-reboot.ts')).machineReboot,
  },
  'machine delete': {
    summary: 'machine-delete.summary',
    load: async () => (await import('./commands/machine/machine-delete.ts')).machineDelete,
  },
  'machine mount': {
    summary: 'machine-mount.summary',
    load: async () => (await import('./commands/machine/machine-mount.ts')).machineMount,
  },
  'machine unmount': {
    summary: 'machine-unmount.summary',
    load: async () => (await import('./commands/machine/machine-unmount.ts')).machineUnmount,
  },
  'machine attach': {
    summary: 'machine-attach.summary',
    load: async () => (await import('./commands/machine/machine-attach.ts')).machineAttach,
  },
  'machine detach': {
    summary: 'machine-detach.summary',
    load: async () => (await import('./commands/machine/machine-detach.ts')).machineDetach,
  },
  'machine console': {
    summary: 'machine-console.summary',
    load: async () => (await import('./commands/machine/machine-console.ts')).machineConsole,
  },
  'machine log': {
    summary: 'machine-log.summary',
    load: async () => (await import('./commands/machine/machine-log.ts')).machineLog,
  },
  'machine screenshot': {
    summary: 'machine-screenshot.summary',
    load: async () => (await import('./commands/machine/machine-screenshot.ts')).machineScreenshot,
  },
  'machine clone': {
    summary: 'machine-clone.summary',
    load: async () => (await import('./commands/machine/machine-clone.ts')).machineClone,
  },
  'machine convert': {
    summary: 'machine-convert.summary',
    load: async () => (await import('./commands/machine/machine-convert.ts')).machineConvert,
  },
  'machine snapshot list': {
    summary: 'machine-snapshot-list.summary',
    load: async () => (await import('./commands/machine-snapshot/machine-snapshot-list.ts')).machineSnapshotList,
  },
  'machine snapshot create': {
    summary: 'machine-snapshot-create.summary',
    load: async () => (await import('./commands/machine-snapshot/machine-snapshot-create.ts')).machineSnapshotCreate,
  },
  'machine snapshot restore': {
    summary: 'machine-snapshot-restore.summary',
    load: async () => (await import('./commands/machine-snapshot/machine-snapshot-restore.ts')).machineSnapshotRestore,
  },
  'machine snapshot delete': {
    summary: 'machine-snapshot-delete.summary',
    load: async () => (await import('./commands/machine-snapshot/machine-snapshot-delete.ts')).machineSnapshotDelete,
  },
  'recipe list': {
    summary: 'recipe-list.summary',
    load: async () => (await import('./commands/recipe/recipe-list.ts')).recipeList,
  },
  'recipe show': {
    summary: 'recipe-show.summary',
    load: async () => (await import('./commands/recipe/recipe-show.ts')).recipeShow,
  },
  'recipe create': {
    summary: 'recipe-create.summary',
    load: async () => (await import('./commands/recipe/recipe-create.ts')).recipeCreate,
  },
  'recipe set': {
    summary: 'recipe-set.summary',
    load: async () => (await import('./commands/recipe/recipe-set.ts')).recipeSet,
  },
  'recipe delete': {
    summary: 'recipe-delete.summary',
    load: async () => (await import('./commands/recipe/recipe-delete.ts')).recipeDelete,
  },
  'recipe run': {
    summary: 'recipe-run.summary',
    load: async () => (await import('./commands/recipe/recipe-run.ts')).recipeRun,
  },
  'recipe runs': {
    summary: 'recipe-runs.summary',
    load: async () => (await import('./commands/recipe/recipe-runs.ts')).recipeRuns,
  },
  'recipe log': {
    summary: 'recipe-log.summary',
    load: async () => (await import('./commands/recipe/recipe-log.ts')).recipeLog,
  },
  'recipe cancel': {
    summary: 'recipe-cancel.summary',
    load: async () => (await import('./commands/recipe/recipe-cancel.ts')).recipeCancel,
  },
  'flavor list': {
    summary: 'flavor-list.summary',
    load: async () => (await import('./commands/flavor/flavor-list.ts')).flavorList,
  },
  'flavor show': {
    summary: 'flavor-show.summary',
    load: async () => (await import('./commands/flavor/flavor-show.ts')).flavorShow,
  },
  'flavor create': {
    summary: 'flavor-create.summary',
    load: async () => (await import('./commands/flavor/flavor-create.ts')).flavorCreate,
  },
  'flavor set': {
    summary: 'flavor-set.summary',
    load: async () => (await import('./commands/flavor/flavor-set.ts')).flavorSet,
  },
  'flavor delete': {
    summary: 'flavor-delete.summary',
    load: async () => (await import('./commands/flavor/flavor-delete.ts')).flavorDelete,
  },
  'flavor fit': {
    summary: 'flavor-fit.summary',
    load: async () => (await import('./commands/flavor/flavor-fit.ts')).flavorFit,
  },
  'pool list': {
    summary: 'pool-list.summary',
    load: async () => (await import('./commands/pool/pool-list.ts')).poolList,
  },
  'pool show': {
    summary: 'pool-show.summary',
    load: async () => (await import('./commands/pool/pool-show.ts')).poolShow,
  },
  'pool create': {
    summary: 'pool-create.summary',
    load: async () => (await import('./commands/pool/pool-create.ts')).poolCreate,
  },
  'pool set': {
    summary: 'pool-set.summary',
    load: async () => (await import('./commands/pool/pool-set.ts')).poolSet,
  },
  'pool check': {
    summary: 'pool-check.summary',
    load: async () => (await import('./commands/pool/pool-check.ts')).poolCheck,
  },
  'pool delete': {
    summary: 'pool-delete.summary',
    load: async () => (await import('./commands/pool/pool-delete.ts')).poolDelete,
  },
  'desktop-image list': {
    summary: 'desktop-image-list.summary',
    load: async () => (await import('./commands/desktop-image/desktop-image-list.ts')).desktopImageList,
  },
  'desktop-image show': {
    summary: 'desktop-image-show.summary',
    load: async () => (await import('./commands/desktop-image/desktop-image-show.ts')).desktopImageShow,
  },
  'desktop-image import': {
    summary: 'desktop-image-import.summary',
    load: async () => (await import('./commands/desktop-image/desktop-image-import.ts')).desktopImageImport,
  },
  'desktop-image set': {
    summary: 'desktop-image-set.summary',
    load: async () => (await import('./commands/desktop-image/desktop-image-set.ts')).desktopImageSet,
  },
  'desktop-image delete': {
    summary: 'desktop-image-delete.summary',
    load: async () => (await import('./commands/desktop-image/desktop-image-delete.ts')).desktopImageDelete,
  },
  'desktop-image download': {
    summary: 'desktop-image-download.summary',
    load: async () => (await import('./commands/desktop-image/desktop-image-download.ts')).desktopImageDownload,
  },
  'desktop-image deploy': {
    summary: 'desktop-image-deploy.summary',
    load: async () => (await import('./commands/desktop-image/desktop-image-deploy.ts')).desktopImageDeploy,
  },
  'desktop-image withdraw': {
    summary: 'desktop-image-withdraw.summary',
    load: async () => (await import('./commands/desktop-image/desktop-image-withdraw.ts')).desktopImageWithdraw,
  },
  'desktop-image rules': {
    summary: 'desktop-image-rules.summary',
    load: async () => (await import('./commands/desktop-image/desktop-image-rules.ts')).desktopImageRules,
  },
  'publication list': {
    summary: 'publication-list.summary',
    load: async () => (await import('./commands/publication/publication-list.ts')).publicationList,
  },
  'publication show': {
    summary: 'publication-show.summary',
    load: async () => (await import('./commands/publication/publication-show.ts')).publicationShow,
  },
  'publication cancel': {
    summary: 'publication-cancel.summary',
    load: async () => (await import('./commands/publication/publication-cancel.ts')).publicationCancel,
  },
  'key-pair list': {
    summary: 'key-pair-list.summary',
    load: async () => (await import('./commands/key-pair/key-pair-list.ts')).keyPairList,
  },
  'key-pair show': {
    summary: 'key-pair-show.summary',
    load: async () => (await import('./commands/key-pair/key-pair-show.ts')).keyPairShow,
  },
  'key-pair create': {
    summary: 'key-pair-create.summary',
    load: async () => (await import('./commands/key-pair/key-pair-create.ts')).keyPairCreate,
  },
  'key-pair delete': {
    summary: 'key-pair-delete.summary',
    load: async () => (await import('./commands/key-pair/key-pair-delete.ts')).keyPairDelete,
  },
  'quota show': {
    summary: 'quota-show.summary',
    load: async () => (await import('./commands/quota/quota-show.ts')).quotaShow,
  },
  'quota set': {
    summary: 'quota-set.summary',
    load: async () => (await import('./commands/quota/quota-set.ts')).quotaSet,
  },
  'operation list': {
    summary: 'operation-list.summary',
    load: async () => (await import('./commands/operation/operation-list.ts')).operationList,
  },
  'operation show': {
    summary: 'operation-show.summary',
    load: async () => (await import('./commands/operation/operation-show.ts')).operationShow,
  },
  'operation cancel': {
    summary: 'operation-cancel.summary',
    load: async () => (await import('./commands/operation/operation-cancel.ts')).operationCancel,
  },
  'operation retry': {
    summary: 'operation-retry.summary',
    load: async () => (await import('./commands/operation/operation-retry.ts')).operationRetry,
  },
  'audit list': {
    summary: 'audit-list.summary',
    load: async () => (await import('./commands/audit/audit-list.ts')).auditList,
  },
  completion: {
    summary: 'completion.summary',
    load: async () => (await import('./commands/completion.ts')).completion,
  },
} as const satisfies Readonly<Record<string, Entry>>;

export type CommandName = keyof typeof COMMANDS;

export const COMMAND_NAMES = Object.keys(COMMANDS).filter((name): name is CommandName => Object.hasOwn(COMMANDS, name));
