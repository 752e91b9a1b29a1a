import path from 'node:path';

export interface ClusterPlace {
  readonly directory: string;
  readonly clusterId: string;
  readonly monitorPort: number;
  readonly gatewayPort: number;
}

/**
 * One monitor, one store in memory, one gateway, no passwords inside. What is not obvious:
 * - the monitor agrees with itself at once instead of once a second, which makes the start ten times as fast;
 * - the store does not place itself into the map when it starts: it does so before it knows the cluster, and dies;
 * - the store forgets within a second that a killed gateway listened to it; a new one waits for that;
 * - the gateway frees what was deleted within seconds instead of hours, since it all lies in memory.
 */
export function cephConfiguration({ directory, clusterId, monitorPort, gatewayPort }: ClusterPlace): string {
  const at = (name: string): string => path.join(directory, name);
  return `[global]
fsid = ${clusterId}
mon_host = v1:127.0.0.1:${monitorPort}
mon_initial_members = a
public_network = 127.0.0.0/8
ms_bind_msgr2 = false
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
paxos_propose_interval = 0.05
paxos_min_wait = 0.01
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 2000
mon_data_avail_warn = 1
mon_data_avail_crit = 1
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 1
osd_pool_default_pgp_num = 1
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
osd_crush_update_on_start = false
osd_class_update_on_start = false
osd_objectstore = memstore
memstore_device_bytes = ${8 * 2 ** 30}
rgw_frontends = beast endpoint=127.0.0.1:${gatewayPort}
osd_client_watch_timeout = 1
rgw_gc_obj_min_wait = 5
rgw_gc_processor_period = 5
run_dir = ${directory}
admin_socket =
keyring = ${at('keyring')}
log_file = ${at('$name.log')}
mon_data = ${at('monitor')}
osd_data = ${at('store')}
rgw_data = ${at('gateway')}
`;
}
