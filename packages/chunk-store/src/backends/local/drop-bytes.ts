/** What is left of `buffers`, end to end, after the first `count` bytes. Empty buffers are left out. */
export function dropBytes(buffers: readonly Buffer[], count: number): Buffer[] {
  let drop = count;
  return buffers.flatMap((buffer) => {
    const dropped = Math.min(drop, buffer.length);
    drop -= dropped;
    return dropped === buffer.length ? [] : [buffer.subarray(dropped)];
  });
}
