/** `e2fsck` and `debugfs`, guarded. */
export { isTellable, type ExtEdit } from './ext-edit.ts';
export { openExtEditor, type ExtEditor, type ExtFile } from './ext-editor.ts';
