import { ENGINES } from '../db/testing/temporary-database.ts';
import { testMetadefStore } from './testing/metadef-store-suite.ts';
import { temporaryMetadefStore } from './testing/temporary-metadefs.ts';

for (const engine of ENGINES) testMetadefStore(engine, () => temporaryMetadefStore(engine));
