import { diffDisks } from '../diff/disk-diff.ts';
import { QUESTION, type ComparisonOrder } from './protocol.ts';
import { receiveOrder, remoteDisk, sendResult } from './remote-disk.ts';

/** The program that compares two disks. It has nothing but its standard input and output; see `protocol.ts`. */
const order = receiveOrder() as ComparisonOrder | null;
if (order !== null) {
  sendResult(await diffDisks(remoteDisk(order.before), remoteDisk(order.after, QUESTION.READ_SECOND)));
}
