import type { Image, ImageStatus } from './image.ts';

/**
 * Which action is legal in which state: the one table. Operations refuse by it, our own API hands it to clients for
 * their buttons, the documentation prints it.
 */
export const IMAGE_ACTIONS = {
  upload: ['queued'],
  stage: ['queued'],
  'import-staged': ['uploading'],
  'import-url': ['queued'],
  'cancel-import': ['importing'],
  download: ['active'],
  'change-format': ['queued', 'importing'],
  deactivate: ['active', 'deactivated'],
  reactivate: ['active', 'deactivated'],
  update: ['queued', 'saving', 'uploading', 'importing', 'active', 'deactivated'],
  delete: ['queued', 'saving', 'uploading', 'importing', 'active', 'deactivated'],
  restore: ['deleted'],
} as const satisfies Record<string, readonly ImageStatus[]>;

export type ImageAction = keyof typeof IMAGE_ACTIONS;

/** Whether `action` is legal in the state that `image` is in; says nothing about who asks. */
export function imageCan(action: ImageAction, image: Image): boolean {
  const legal: readonly ImageStatus[] = IMAGE_ACTIONS[action];
  return legal.includes(image.state.status);
}
