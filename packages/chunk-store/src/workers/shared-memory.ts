/** A piece of any shared memory, in bytes. */
export interface SharedMemory {
  /**
   * The block that it lies in: by its number among those of the setup, or itself, sent along. What is sent a thread takes
   * for memory of its own, and as that mounts up, looks for garbage again and again: few blocks should be.
   */
  readonly block: number | SharedArrayBuffer;
  readonly offset: number;
  readonly length: number;
}
