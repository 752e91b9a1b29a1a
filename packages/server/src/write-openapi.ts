import { writeFile } from 'node:fs/promises';
import { OPENAPI_FILE, openapiDocument } from './openapi-document.ts';

/** `npm run openapi`: writes the document anew after routes have changed. */
await writeFile(OPENAPI_FILE, await openapiDocument());
