import { sendResult } from '../remote-disk.ts';
import { findingsOf } from './findings.ts';

/** A child that tells more than anybody wants to know. */
sendResult({ findings: findingsOf('x'.repeat(32 * 1024 * 1024)), profiles: [], plan: null });
