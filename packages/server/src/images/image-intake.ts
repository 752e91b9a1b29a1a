import type { Ingested } from '@ingot/chunk-store';
import { IngotError } from '../kernel/errors.ts';
import { abortable } from './abortable.ts';
import type { ImageContext } from './image-context.ts';
import { HeadInspector, type Formats } from './image-inspection.ts';
import type { ImageUpload } from './image-store.ts';
import { deletedMeanwhile, RESERVATION_STEP, uploadGrow } from './image-uploads.ts';
import { fromChunkStore } from './storage-errors.ts';

/** Bytes on their way into a claimed image. */
export interface Intake {
  readonly upload: ImageUpload;
  readonly bytes: AsyncIterable<Buffer>;
  /** Called with each of them when nobody looks at it any more. */
  readonly spent?: (bytes: Buffer) => void;
  /** More or fewer is `invalid`; null when nobody has said. */
  readonly declaredSize: number | null;
  /** What they are held against on the way; null when that comes later. */
  readonly formats: Formats | null;
  /** Who sends has gone, or wants to stop. */
  readonly signal: AbortSignal;
  /** Told now and then how many bytes have come. */
  readonly progress?: (received: number) => void;
}

/**
 * Takes bytes into the chunk store and gives what came to `commit`, whose content is safe from collection until that
 * has settled. Whatever fails, nothing of the bytes stays. The claim is kept alive all the while.
 *
 * @throws IngotError, or what `commit` throws.
 */
export async function takeIn<Result>(
  context: ImageContext,
  intake: Intake,
  commit: (ingested: Ingested, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const { imageId } = intake.upload;
  return context.intakes.run(imageId, intake.signal, async (signal, stop) => {
    const heartbeat = keepAlive(context, intake.upload, stop);
    try {
      const ingested = await ingest(context, intake, signal);
      try {
        return await commit(ingested, signal);
      } finally {
        await ingested.release();
      }
    } catch (error) {
      // What fails after the stop fails because of it.
      throw signal.aborted ? stopReason(signal.reason) : fromChunkStore(error);
    } finally {
      clearInterval(heartbeat);
    }
  });
}

async function ingest(context: ImageContext, intake: Intake, signal: AbortSignal): Promise<Ingested> {
  const { declaredSize, formats, spent } = intake;
  const head = formats && new HeadInspector(formats, declaredSize);
  const stream = await context.chunks.ingest({ signal, ...(spent && { spent }) });
  try {
    let reserved = intake.upload.reservedBytes;
    const step = declaredSize === null ? RESERVATION_STEP : 0;
    for await (const bytes of abortable(sent(intake.bytes), signal)) {
      const total = stream.received + bytes.length;
      checkSize(total, declaredSize, context.settings.maxSize);
      if (total > reserved) ({ reservedBytes: reserved } = await uploadGrow(context, intake.upload, total, step));
      await head?.take(bytes);
      await stream.write(bytes);
      intake.progress?.(total);
    }
    if (declaredSize !== null && stream.received < declaredSize) throw incomplete(stream.received, declaredSize);
    return await stream.finish();
  } catch (error) {
    await stream.abort();
    throw error;
  }
}

/** Fails as what it is: the sender's connection, unless whoever reads from it has said better. */
async function* sent(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* bytes;
  } catch (error) {
    throw error instanceof IngotError ? error : interrupted(error);
  }
}

/** Tells the other processes that this one is alive; a claim that is lost stops the intake. */
function keepAlive({ store, clock, log, lease }: ImageContext, upload: ImageUpload, stop: (reason: Error) => void) {
  const { imageId, token } = upload;
  return setInterval(() => {
    store.uploadRenew(imageId, token, clock.now() + lease).then(
      (held) => held || stop(deletedMeanwhile(imageId)),
      (error: unknown) => log.warn({ image: imageId, err: error }, 'the claim of an upload was not renewed'),
    );
  }, lease / 4);
}

/** @throws `too-large`, `invalid`. */
export function checkSize(size: number, declaredSize: number | null, maxSize: number): void {
  if (size > maxSize || (declaredSize ?? 0) > maxSize) {
    throw new IngotError('too-large', `An image can have at most ${maxSize} bytes.`);
  }
  if (declaredSize !== null && size > declaredSize) {
    throw new IngotError('invalid', `More than the declared ${declaredSize} bytes came.`);
  }
}

function incomplete(received: number, declaredSize: number): IngotError {
  return new IngotError('invalid', `Only ${received} of the declared ${declaredSize} bytes came.`);
}

function interrupted(cause: unknown): IngotError {
  return new IngotError('invalid', 'The connection was closed before all bytes had come.', { cause });
}

function stopReason(reason: unknown): IngotError {
  return reason instanceof IngotError ? reason : interrupted(reason);
}
