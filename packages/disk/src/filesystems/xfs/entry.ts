/** What a directory says of one of its nodes; `.` and `..` are left out. */
export interface Entry {
  readonly name: Buffer;
  /** The number of an inode, not yet read. */
  readonly inode: number;
}
