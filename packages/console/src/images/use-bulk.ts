import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ListedImage } from './image-queries.ts';

/** Images worked on side by side. */
const LANES = 4;

/** That something could not be done with an image. */
export interface BulkFailure {
  readonly image: ListedImage;
  readonly error: Error;
}

/** What every dialog for several images takes. */
export interface BulkProps {
  readonly images: readonly ListedImage[];
  readonly onClose: () => void;
  /** All of it was done. */
  readonly onDone?: () => void;
}

/** Does the same with each of several images. @returns those with which it could not be done. */
export function useBulk(work: (image: ListedImage) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (images: readonly ListedImage[]): Promise<readonly BulkFailure[]> => {
      const failures: BulkFailure[] = [];
      const waiting = images.values();
      const lane = async (): Promise<void> => {
        for (;;) {
          const { value: image, done } = waiting.next();
          if (done === true) return;
          try {
            await work(image);
          } catch (error) {
            failures.push({ image, error: error instanceof Error ? error : new Error(String(error)) });
          }
        }
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      return failures;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['images'] }),
  });
}
