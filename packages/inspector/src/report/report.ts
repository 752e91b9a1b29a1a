import { Type, type Static } from 'typebox';
import { FINDINGS } from './findings.ts';

/** What the inspecting process tells. */
export const RESULT = Type.Object({ findings: FINDINGS });

/** What came of an inspection. `unknown` – nothing is known of the disk; it says nothing for or against it. */
export const REPORT = Type.Union([
  Type.Object({ outcome: Type.Literal('inspected'), ...RESULT.properties }),
  Type.Object({ outcome: Type.Literal('unknown'), reason: Type.String({ maxLength: 1024 }) }),
]);
export type Report = Static<typeof REPORT>;
