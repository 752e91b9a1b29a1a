import type { RecipeStep, StepAction } from './recipe-plan.ts';
import type { WrittenStep } from './recipe-schema.ts';
import { wrongIn } from './wrong-in.ts';

const ACTIONS = ['script', 'upload', 'packages', 'reboot', 'wait'] as const;
/** Seconds. */
const DEFAULT_TIMEOUT = 1800;
/** Without blanks at the end: with them there would be many ways to read a long row of blanks, and all would be tried. */
const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}$/;

/** @param where in the document, for errors. @throws IngotError `invalid`. */
export function parseStep(step: WrittenStep, where: string): RecipeStep {
  if (step.scriptFile !== undefined || step.upload?.file !== undefined) {
    throw wrongIn(where, 'names a file of yours: the command line puts its content in its place, the service cannot');
  }
  const actions = ACTIONS.filter((action) => step[action] !== undefined);
  const [kind, other] = actions;
  if (kind === undefined || other !== undefined) {
    const one = ACTIONS.join(', ');
    throw wrongIn(where, other === undefined ? `has to have one of ${one}` : `has ${actions.join(', ')} at once`);
  }
  if (kind !== 'script' && (step.shell !== undefined || step.successCodes !== undefined)) {
    throw wrongIn(where, 'has shell or successCodes, which go with a script');
  }
  const action = actionOf(step, where);
  return { name: step.name ?? nameOf(action), timeout: (step.timeout ?? DEFAULT_TIMEOUT) * 1000, ...action };
}

function actionOf({ script, shell, successCodes, upload, packages, wait }: WrittenStep, where: string): StepAction {
  if (script !== undefined) {
    return { kind: 'script', script, shell: shell ?? null, successCodes: successCodes ?? [0] };
  }
  if (upload) {
    return { kind: 'upload', to: upload.to, bytes: bytesOf(upload, `${where}/upload`), mode: upload.mode ?? null };
  }
  if (packages) {
    const { names = [], files = [] } = packages;
    if (names.length + files.length === 0) throw wrongIn(`${where}/packages`, 'names no package and no file');
    return { kind: 'packages', names, files };
  }
  if (wait) {
    const { seconds, file } = wait;
    if ((seconds === undefined) === (file === undefined)) throw wrongIn(`${where}/wait`, 'has to have seconds or file');
    return file === undefined
      ? { kind: 'wait', duration: (seconds ?? 0) * 1000 }
      : { kind: 'wait-for-file', path: file };
  }
  return { kind: 'reboot' };
}

function bytesOf({ content, base64 }: NonNullable<WrittenStep['upload']>, where: string): Buffer {
  if ((content === undefined) === (base64 === undefined)) throw wrongIn(where, 'has to have content or base64');
  if (content !== undefined) return Buffer.from(content);
  if (base64 === undefined || !BASE64.test(base64.trimEnd())) throw wrongIn(`${where}/base64`, 'is no Base64');
  return Buffer.from(base64, 'base64');
}

/** Of a step that was given none. */
function nameOf(action: StepAction): string {
  switch (action.kind) {
    case 'script':
      return 'Script';
    case 'upload':
      return `Upload ${action.to}`.slice(0, 200);
    case 'packages':
      return `Packages ${[...action.names, ...action.files].join(' ')}`.slice(0, 200);
    case 'reboot':
      return 'Reboot';
    case 'wait':
      return `Wait ${action.duration / 1000} s`;
    case 'wait-for-file':
      return `Wait for ${action.path}`.slice(0, 200);
  }
}
