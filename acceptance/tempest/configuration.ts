import type { Openrc } from '../openrc.ts';

/** What the tests need besides the service. */
export interface TempestImages {
  /** What the web-download test makes the service fetch. */
  readonly httpImage?: string;
  /** Id of a public image that volumes are made of. */
  readonly bootImage?: string;
}

/**
 * tempest.conf for an endpoint with the Identity v3, Image v2 and Block Storage v3 APIs. Tempest makes its own projects
 * and users. Raw and bare alone: it uploads random bytes under the first formats of these lists, and Ingot verifies what
 * it is given.
 *
 * @param directory where tempest may write
 */
export function tempestConfiguration(
  admin: Openrc,
  directory: string,
  { httpImage = 'http://127.0.0.1/image.raw', bootImage }: TempestImages,
): string {
  return `
[DEFAULT]
use_stderr = false
log_file = ${directory}/tempest.log
[oslo_concurrency]
lock_path = ${directory}/lock
[auth]
use_dynamic_credentials = true
admin_username = ${admin['OS_USERNAME']}
admin_password = ${admin['OS_PASSWORD']}
admin_project_name = ${admin['OS_PROJECT_NAME']}
admin_domain_name = ${admin['OS_PROJECT_DOMAIN_NAME']}
default_credentials_domain_name = ${admin['OS_PROJECT_DOMAIN_NAME']}
create_isolated_networks = false
tempest_roles = member
[identity]
auth_version = v3
uri_v3 = ${admin['OS_AUTH_URL']}
region = ${admin['OS_REGION_NAME']}
v3_endpoint_type = public
admin_role = admin
[identity-feature-enabled]
api_v2 = false
api_v3 = true
application_credentials = true
[service_available]
nova = false
neutron = false
swift = false
horizon = false
cinder = ${bootImage !== undefined}
glance = true
[image]
region = ${admin['OS_REGION_NAME']}
endpoint_type = public
http_image = ${httpImage}
build_timeout = 60
container_formats = bare
disk_formats = raw
[image-feature-enabled]
import_image = true
os_glance_reserved = true
[compute]
image_ref = ${bootImage ?? ''}
image_ref_alt = ${bootImage ?? ''}
[volume]
region = ${admin['OS_REGION_NAME']}
catalog_type = volumev3
endpoint_type = public
volume_size = 1
disk_format = raw
build_timeout = 60
min_microversion = 3.0
max_microversion = latest
[volume-feature-enabled]
backup = false
snapshot = true
clone = true
[validation]
run_validation = false
`;
}
