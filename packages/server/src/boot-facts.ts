import { cannotBeKnown, holds, holdsNot, sight, type Answer, type BootFacts } from '@ingot/inspector';
import { MAX_ATTACHMENT, type ReportAttachment } from './inspection/index.ts';
import type { BootFindings } from './machines/index.ts';

const NO_AGENT = 'The guest agent did not answer.';

/** What a boot showed, as what profiles ask of it. */
export function bootFacts(findings: BootFindings): BootFacts {
  return {
    system: systemFact(findings),
    'guest-agent': agentFact(findings),
    'cloud-init': cloudInitFact(findings),
    password: passwordFact(findings),
    'remote-access': remoteAccessFact(findings),
  };
}

function systemFact({ agentAfter, guest, signs, ended, duration }: BootFindings): Answer {
  const name = guest?.name ?? null;
  const seen = signs.filter(({ sign }) => sign !== 'still-screen').map(({ sign, after }) => answers(sign, after));
  const evidence = [...(agentAfter === null ? [] : [answers(name ?? 'guest agent', agentAfter)]), ...seen];
  if (evidence.length > 0) return holds(evidence);
  if (ended !== null) return holdsNot([sight('guest', 'failed', ended)]);
  if (signs.length > 0) {
    return cannotBeKnown('The screen shows something and stays so, and nothing else answers: look at it.');
  }
  return holdsNot([sight('guest', 'no-answer', inSeconds(duration))]);
}

function agentFact({ agentAfter, guest, duration }: BootFindings): Answer {
  if (agentAfter === null) return holdsNot([sight('guest agent', 'no-answer', inSeconds(duration))]);
  const version = guest === null ? [] : [sight('guest agent', 'value', guest.agentVersion)];
  return holds([answers('guest agent', agentAfter), ...version]);
}

function cloudInitFact({ cloudInit, duration }: BootFindings): Answer {
  switch (cloudInit.end) {
    case 'finished':
      return holds([sight('cloud-init', 'finished', inSeconds(cloudInit.after))]);
    case 'absent':
      // Whether it has to be there is asked of the disk.
      return holds([sight('cloud-init', 'not-installed')]);
    case 'failed':
      return holdsNot([sight('cloud-init', 'failed', cloudInit.reason)]);
    case 'late':
      return holdsNot([sight('cloud-init', 'no-answer', inSeconds(duration))]);
    case 'unknown':
      return cannotBeKnown(cloudInit.reason);
  }
}

function passwordFact({ password }: BootFindings): Answer {
  switch (password.end) {
    case 'set':
      return holds([sight(password.user, 'answers')]);
    case 'refused':
      return holdsNot([sight(password.user, 'refused', password.reason)]);
    case 'unknown':
      return cannotBeKnown(NO_AGENT);
  }
}

function remoteAccessFact({ signs }: BootFindings): Answer {
  const seen = signs.filter(({ sign }) => sign === 'ssh' || sign === 'rdp');
  if (seen.length === 0) return holdsNot([sight('SSH', 'no-answer'), sight('RDP', 'no-answer')]);
  return holds(seen.map(({ sign, after }) => answers(sign.toUpperCase(), after)));
}

function answers(name: string, after: number) {
  return sight(name, 'answers', inSeconds(after));
}

function inSeconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1000)} s`;
}

/** What people look at beside the rules. */
export function bootAttachments({ screens, serialLog }: BootFindings): readonly ReportAttachment[] {
  const pictures = screens.map((bytes, index) => ({
    name: `screen-${index + 1}.png`,
    mediaType: 'image/png' as const,
    bytes,
  }));
  const log = { name: 'serial.log', mediaType: 'text/plain' as const, bytes: serialLog };
  return [...pictures, log].filter(({ bytes }) => bytes.length > 0 && bytes.length <= MAX_ATTACHMENT);
}
