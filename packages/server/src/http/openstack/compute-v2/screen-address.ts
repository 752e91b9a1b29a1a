import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../../kernel/caller.ts';
import type { MachineId } from '../../../kernel/ids.ts';
import { pageAddress } from '../../screen-address.ts';
import type { ComputeApi } from './api.ts';

/** Where a browser shows the screen of a server; good for one visit. */
export async function screenAddress(
  { machines, consoles, publicUrl }: ComputeApi,
  request: FastifyRequest,
  caller: Caller,
  id: MachineId,
): Promise<string> {
  const { name } = await machines.machineGet(caller, id);
  const { ticket } = await consoles.consoleOpen(caller, id);
  return pageAddress(request, publicUrl, { ticket, name });
}
