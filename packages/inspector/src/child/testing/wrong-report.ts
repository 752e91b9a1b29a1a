import { sendResult } from '../remote-disk.ts';
import { findingsOf } from './findings.ts';

/** A child that knows the protocol, but tells what is no report: sizes are never text. */
const findings = findingsOf();
sendResult({ findings: { ...findings, layout: { ...findings.layout, size: '<script>' } }, profiles: [], plan: null });
