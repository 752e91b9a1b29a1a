import { ApiClient } from '@ingot/client';

/** The service that this page came from. Who asks it knows by the cookie of the session. */
export const client = new ApiClient({ base: '', token: null });
