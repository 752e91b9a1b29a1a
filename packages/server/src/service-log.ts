import { pino, type Level, type Logger } from 'pino';

/**
 * To write each line by itself takes half as long as to answer a small request. pino can gather them as well, but measures
 * all that it has gathered again for every line, which takes as long as to make the line.
 */
const BATCH_CHARACTERS = 16_000;
/** Milliseconds. */
const LONGEST_WAIT = 100;

/**
 * The log of the process: lines of JSON on standard error, at most 100 ms after they were said, and all of them when the
 * process ends, of itself or by an error.
 */
export function openServiceLog(level: Level | 'silent'): Logger {
  return pino({ level, timestamp: isoTime() }, batches());
}

/** What pino writes to; `flush` is asked for by `logger.flush`. */
interface Batches {
  write(line: string): void;
  flush(done: (error?: Error) => void): void;
}

function batches(): Batches {
  let lines: string[] = [];
  let characters = 0;
  const handOver = (): void => {
    if (lines.length === 0) return;
    const batch = lines.join('');
    lines = [];
    characters = 0;
    standardError.write(batch);
  };
  // Before those of pino, which then write what they were given.
  process.on('beforeExit', handOver);
  process.on('exit', handOver);
  // From one character on it is at once, and `flush` waits for what is under way.
  const standardError = pino.destination({ dest: 2, sync: false, minLength: 1 });
  return {
    write: (line) => {
      if (lines.length === 0) setTimeout(handOver, LONGEST_WAIT).unref();
      lines.push(line);
      characters += line.length;
      if (characters >= BATCH_CHARACTERS) handOver();
    },
    flush: (done) => {
      handOver();
      standardError.flush(done);
    },
  };
}

/** As `pino.stdTimeFunctions.isoTime`, but what changes once a second is written once a second. */
function isoTime(): () => string {
  let second = -1;
  let start = '';
  return () => {
    const now = Date.now();
    const at = Math.floor(now / 1000);
    if (at !== second) {
      second = at;
      start = new Date(at * 1000).toISOString().slice(0, -'000Z'.length);
    }
    return `,"time":"${start}${String(now - at * 1000).padStart(3, '0')}Z"`;
  };
}
