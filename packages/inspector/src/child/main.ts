import { evaluate } from '../compliance/evaluate.ts';
import type { ProfileResult } from '../compliance/result.ts';
import { inspect } from '../disk/inspect.ts';
import { planPreparation } from '../preparation/plan-preparation.ts';
import type { InspectionOrder } from './protocol.ts';
import { receiveOrder, remoteDisk, sendResult } from './remote-disk.ts';

/** The program that looks at one disk. It has nothing but its standard input and output; see `protocol.ts`. */
const order = receiveOrder() as InspectionOrder | null;
if (order !== null) {
  const { findings, guests, parts } = await inspect(remoteDisk(order.size));
  const subject = { image: order.image, layout: findings.layout, guests };
  const profiles: ProfileResult[] = [];
  for (const profile of order.profiles) profiles.push(await evaluate(profile, subject));
  const plan = order.mends === null ? null : await planPreparation(guests, parts, order.mends);
  sendResult({ findings, profiles, plan });
}
