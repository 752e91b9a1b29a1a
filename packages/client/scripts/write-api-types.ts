import { writeFile } from 'node:fs/promises';
import { API_TYPES_FILE, apiTypes } from './api-types.ts';

/** The second half of `npm run openapi`: writes the types of the client anew after the document has changed. */
await writeFile(API_TYPES_FILE, await apiTypes());
