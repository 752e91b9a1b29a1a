import type { FastifyRequest } from 'fastify';
import type { Snapshot } from '../../../volumes/index.ts';
import { minorOf, MINORS } from './microversion.ts';
import type { WireSnapshot, WireSnapshotDetail } from './snapshot-schema.ts';
import { wireTime } from './wire-time.ts';

export function renderSnapshot(request: FastifyRequest, snapshot: Snapshot): WireSnapshot {
  return {
    id: snapshot.id,
    name: snapshot.name,
    description: snapshot.description,
    status: snapshot.state.status,
    size: snapshot.sizeGib,
    volume_id: snapshot.volumeId,
    metadata: snapshot.metadata,
    created_at: wireTime(snapshot.createdAt),
    updated_at: wireTime(snapshot.updatedAt),
    ...(minorOf(request) >= MINORS.snapshotUser && { user_id: snapshot.userId }),
  };
}

export function renderSnapshotDetail(request: FastifyRequest, snapshot: Snapshot): WireSnapshotDetail {
  return {
    ...renderSnapshot(request, snapshot),
    'os-extended-snapshot-attributes:progress': snapshot.state.status === 'available' ? '100%' : '0%',
    'os-extended-snapshot-attributes:project_id': snapshot.ownerId,
  };
}
