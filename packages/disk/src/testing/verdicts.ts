import assert from 'node:assert/strict';
import { inspectImage } from '../formats/index.ts';
import type { DeclaredFormat, Inspection, RefusalReason, Verdict } from '../formats/index.ts';
import { patchedSource } from './patched-source.ts';
import { strictSource } from './strict-source.ts';

/** Reads as a careful reader must, from a source that overwrites what it returned before. */
function inspect(image: Buffer, declared: DeclaredFormat): Promise<Verdict> {
  return inspectImage(strictSource(patchedSource(image, [], image.length)), declared);
}

/** Why an image is refused, or null when it is accepted. */
export async function reasonOf(image: Buffer, declared: DeclaredFormat): Promise<RefusalReason | null> {
  const verdict = await inspect(image, declared);
  return verdict.ok ? null : verdict.refusal.reason;
}

/** What an image is; fails the test when it is refused. */
export async function inspectionOf(image: Buffer, declared: DeclaredFormat): Promise<Inspection> {
  const verdict = await inspect(image, declared);
  assert.ok(verdict.ok, verdict.ok ? '' : verdict.refusal.sentence);
  return verdict.inspection;
}

/** The sentence of a refusal; fails the test when the image is accepted. */
export async function sentenceOf(image: Buffer, declared: DeclaredFormat): Promise<string> {
  const verdict = await inspect(image, declared);
  assert.ok(!verdict.ok, 'accepted');
  return verdict.refusal.sentence;
}
