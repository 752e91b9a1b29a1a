import { writeSync } from 'node:fs';
import { encodeQuestion, QUESTION } from '../protocol.ts';

/** A child that asks for bytes past the end of its disk. */
writeSync(1, encodeQuestion(QUESTION.READ, 512, 2 ** 40));
setInterval(() => undefined, 1_000_000);
