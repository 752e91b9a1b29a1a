import { readSync, writeSync } from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import { DiskError, type ByteSource } from '@ingot/disk';
import { MAX_MEMORY } from './inspection-limits.ts';
import { ANSWER, decodeAnswer, encodeQuestion, MAX_READ, QUESTION } from './protocol.ts';

/**
 * The child's end of the protocol. Reads block: the process has nothing else to do meanwhile, and a turn of the event loop
 * for each of thousands of reads would be most of its time.
 */
const INPUT = 0;
const OUTPUT = 1;

/**
 * The order, which comes first of all; null when there is none, so that nothing is to be done. It comes from our own
 * program, which no disk can make say anything else: what it is need not be asked.
 */
export function receiveOrder(): unknown {
  const first = receive(ANSWER.LENGTH);
  return first === null ? null : JSON.parse(answerAfter(first).toString());
}

/** Ends what the child has to say. */
export function sendResult(result: unknown): void {
  const bytes = Buffer.from(JSON.stringify(result));
  sendAll(encodeQuestion(QUESTION.RESULT, bytes.length, 0));
  sendAll(bytes);
}

/**
 * A disk, as the parent gives it. Reads that the parent refuses are `limit-exceeded`.
 * @param kind the question that reads it.
 */
export function remoteDisk(size: number, kind: number = QUESTION.READ): ByteSource {
  return {
    size,
    read: async (offset, length) => {
      endWhenTooLarge();
      const wanted = Math.max(0, Math.min(length, size - offset));
      if (wanted <= MAX_READ) return ask(kind, offset, wanted);
      const parts: Buffer[] = [];
      for (let done = 0; done < wanted; done += MAX_READ) {
        parts.push(ask(kind, offset + done, Math.min(MAX_READ, wanted - done)));
      }
      return Buffer.concat(parts);
    },
  };
}

function ask(kind: number, offset: number, length: number): Buffer {
  if (length === 0) return Buffer.alloc(0);
  sendAll(encodeQuestion(kind, length, offset));
  return receiveAnswer();
}

/** Bytes that are in use beside V8's heap and buffers, whatever is inspected. */
const PROGRAM_MEMORY = 64 * 1024 * 1024;

/** V8 limits its heap by itself, but not what lies outside of it, such as the bytes of buffers. */
function endWhenTooLarge(): void {
  if (memoryInUse() <= MAX_MEMORY) return;
  globalThis.gc?.();
  if (memoryInUse() > MAX_MEMORY) throw new RangeError(`More than ${MAX_MEMORY} bytes of memory are in use.`);
}

/** From V8, since there is no /proc to ask behind the fence; getrusage(2) would tell of our parent's memory as well. */
function memoryInUse(): number {
  const { total_heap_size: heap, external_memory: buffers } = getHeapStatistics();
  return PROGRAM_MEMORY + heap + buffers;
}

function receiveAnswer(): Buffer {
  return answerAfter(receive(ANSWER.LENGTH) ?? gone());
}

function answerAfter(head: Buffer): Buffer {
  const { status, length } = decodeAnswer(head);
  const bytes = receive(length) ?? gone();
  if (status === ANSWER.BYTES) return bytes;
  throw new DiskError('limit-exceeded', bytes.toString());
}

/** Null when the parent has closed its end instead. */
function receive(length: number): Buffer | null {
  const bytes = Buffer.allocUnsafe(length);
  for (let have = 0; have < length;) {
    const read = readSync(INPUT, bytes, have, length - have, null);
    if (read === 0) return null;
    have += read;
  }
  return bytes;
}

function gone(): never {
  throw new Error('The parent is gone.');
}

function sendAll(bytes: Buffer): void {
  for (let sent = 0; sent < bytes.length;) sent += writeSync(OUTPUT, bytes, sent);
}
