import { inspect } from '../disk/inspect.ts';
import { receiveOrder, remoteDisk, sendResult } from './remote-disk.ts';

/** The program that looks at one disk. It has nothing but its standard input and output; see `protocol.ts`. */
const order = receiveOrder();
if (order !== null) {
  const { findings } = await inspect(remoteDisk(order.size));
  sendResult({ findings });
}
