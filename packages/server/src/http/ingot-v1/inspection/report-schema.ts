import { FINDINGS, OUTCOMES, SIGHTS, VERDICTS } from '@ingot/inspector';
import { Type, type Static } from 'typebox';
import { REPORT_STATUSES, type Report, type WholeReport } from '../../../inspection/index.ts';
import { SEVERITY, WORDS } from './profile-schema.ts';

const NOTHING = Type.Null();
const TIME = Type.String({ format: 'date-time' });

const JUDGED = Type.Object({
  id: Type.String(),
  version: Type.String(),
  hash: Type.String({ description: 'SHA-256 of its rules' }),
  verdict: Type.Union([Type.Enum(VERDICTS), NOTHING], { description: 'null until the report is done' }),
});

export const REPORT = Type.Object({
  id: Type.String(),
  imageId: Type.String(),
  root: Type.Union([Type.String(), NOTHING], { description: 'Root hash of the disk; null until that is there' }),
  status: Type.Enum(REPORT_STATUSES),
  failure: Type.Union([Type.String(), NOTHING], { description: 'Why it failed: a sentence' }),
  cancelRequested: Type.Boolean(),
  profiles: Type.Array(JUDGED),
  requestedBy: Type.Union([Type.String(), NOTHING], { description: 'A user; null for the policy of the project' }),
  createdAt: TIME,
  finishedAt: Type.Union([TIME, NOTHING]),
});

const EVIDENCE = Type.Object({
  path: Type.String({ description: 'A path, or the name of a package, service, key or part' }),
  what: Type.Enum(SIGHTS),
  detail: Type.Union([Type.String(), NOTHING]),
  digest: Type.Union([Type.String(), NOTHING], { description: 'First 12 hex digits of the SHA-256 of the file' }),
});

const RULE = Type.Object({
  id: Type.String(),
  severity: SEVERITY,
  outcome: Type.Enum(OUTCOMES),
  title: WORDS,
  reason: WORDS,
  remedy: WORDS,
  evidence: Type.Array(EVIDENCE),
  unknownBecause: Type.Array(Type.String()),
});

const RESULT = Type.Object({
  profile: Type.String(),
  version: Type.String(),
  title: WORDS,
  verdict: Type.Enum(VERDICTS),
  rules: Type.Array(RULE),
});

export const WHOLE_REPORT = Type.Object({
  ...REPORT.properties,
  findings: Type.Union([FINDINGS, NOTHING], { description: 'What is on the disk; null while nothing is known of it' }),
  results: Type.Array(RESULT),
  contradictions: Type.Array(Type.Object({ property: Type.String(), value: Type.String(), found: Type.String() }), {
    description: 'Properties that the image has now, and what is on its disk instead',
  }),
  attachments: Type.Array(
    Type.Object({ name: Type.String(), mediaType: Type.String(), size: Type.Integer({ description: 'In bytes' }) }),
  ),
});

export function renderReport(report: Report): Static<typeof REPORT> {
  const { state } = report;
  return {
    id: report.id,
    imageId: report.imageId,
    root: report.root,
    status: state.status,
    failure: state.status === 'failed' ? state.failure : null,
    cancelRequested: 'cancelRequested' in state && state.cancelRequested,
    profiles: report.profiles.map(({ id, version, hash, verdict }) => ({ id, version, hash, verdict })),
    requestedBy: report.requestedBy,
    createdAt: new Date(report.createdAt).toISOString(),
    finishedAt: 'finishedAt' in state ? new Date(state.finishedAt).toISOString() : null,
  };
}

export function renderWhole(whole: WholeReport): Static<typeof WHOLE_REPORT> {
  const { report, findings, results, contradictions, attachments } = whole;
  return {
    ...renderReport(report),
    findings,
    results: results.map(renderResult),
    contradictions: [...contradictions],
    attachments: attachments.map(({ name, mediaType, bytes }) => ({ name, mediaType, size: bytes.length })),
  };
}

function renderResult({ profile, result }: WholeReport['results'][number]): Static<typeof RESULT> {
  const rules = result.rules.flatMap(({ rule, outcome, evidence, reasons }) => {
    const found = profile.rules.find(({ id }) => id === rule);
    if (!found) return [];
    const { id, severity, title, reason, remedy } = found;
    return [{ id, severity, outcome, title, reason, remedy, evidence, unknownBecause: reasons }];
  });
  return { profile: profile.id, version: profile.version, title: profile.title, verdict: result.verdict, rules };
}
