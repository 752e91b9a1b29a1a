import { existsSync } from 'node:fs';
import path from 'node:path';
import { RefusedError, SignInError, UnreachableError } from '@ingot/client';
import { CommandError, EXIT, type ExitStatus } from './command/failure.ts';
import { message, type Message } from './messages/message.ts';
import type { Translate } from './messages/translate.ts';

/** What is told of a failure, and how the program ends. */
export interface Report {
  readonly status: ExitStatus;
  /** For programs: the service's word, or one of ours. */
  readonly code: string;
  /** The rule of the service that was broken; null where it names none. */
  readonly reason: string | null;
  readonly told: string;
  /** What to do next; null when there is nothing to say. */
  readonly hint: string | null;
}

/** Null for what nobody expected: a fault of ours. */
export function reportOf(error: unknown, t: Translate): Report | null {
  if (error instanceof CommandError) {
    const { status, told, hint } = error;
    return { status, code: told.key, reason: null, told: t(told), hint: hint && t(hint) };
  }
  if (error instanceof RefusedError) {
    const { status, hint } = afterRefusal(error);
    const { code, reason, message: told } = error;
    return { status, code: code ?? `http-${error.status}`, reason, told, hint: hint && t(hint) };
  }
  if (error instanceof UnreachableError) {
    return {
      status: EXIT.unavailable,
      code: 'unreachable',
      reason: null,
      told: error.message,
      hint: t('hint.unreachable'),
    };
  }
  if (error instanceof SignInError) {
    return { status: EXIT.notAllowed, code: error.code, reason: null, told: error.message, hint: t('hint.sign-in') };
  }
  if (isAbort(error))
    return { status: EXIT.interrupted, code: 'interrupted', reason: null, told: t('interrupted'), hint: null };
  if (isFileError(error)) {
    return {
      status: EXIT.failed,
      code: error.code,
      reason: null,
      told: t(toldOf(error)),
      hint: null,
    };
  }
  return null;
}

function afterRefusal({ status, requestId }: RefusedError): { status: ExitStatus; hint: Message | null } {
  switch (status) {
    case 401:
      return { status: EXIT.notAllowed, hint: message('hint.login') };
    case 403:
      return { status: EXIT.notAllowed, hint: null };
    case 404:
      return { status: EXIT.notFound, hint: null };
    case 409:
      return { status: EXIT.conflict, hint: null };
    case 429:
    case 503:
      return { status: EXIT.unavailable, hint: message('hint.later') };
    default: {
      const hint = status >= 500 && requestId !== null ? message('hint.request-id', { id: requestId }) : null;
      return { status: EXIT.failed, hint };
    }
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || ('code' in error && error.code === 'ABORT_ERR'));
}

interface FileError extends Error {
  readonly code: string;
  /** Missing where the call was given an open file. */
  readonly path?: string;
}

/** What a system call says of a file. */
function isFileError(error: unknown): error is FileError {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}

/** Messages of system calls name the call and the file: good enough for what is rare. */
function toldOf({ code, path: file, message: reason }: FileError): Message {
  if (code === 'ENOSPC' || code === 'EDQUOT') return message('file.full');
  if (file !== undefined && code === 'ENOENT') {
    // What is to be written has a name of its own until it is whole; nobody has to see that one.
    const directory = path.dirname(file);
    return existsSync(directory) ? message('file.missing', { file }) : message('file.no-directory', { directory });
  }
  if (file !== undefined && (code === 'EACCES' || code === 'EPERM')) return message('file.denied', { file });
  return message('file.failed', { reason });
}
