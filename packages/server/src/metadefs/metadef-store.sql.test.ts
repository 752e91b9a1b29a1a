import { testMetadefStore } from './testing/metadef-store-suite.ts';
import { temporaryMetadefStore } from './testing/temporary-metadefs.ts';

testMetadefStore('SQLite', temporaryMetadefStore);
