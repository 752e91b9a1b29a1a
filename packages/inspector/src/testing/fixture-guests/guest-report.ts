import assert from 'node:assert/strict';
import type { Outcome, ProfileResult, RuleResult, Verdict } from '../../compliance/result.ts';
import type { Findings, OperatingSystem, Service, SystemFindings } from '../../report/findings.ts';
import type { Report } from '../../report/report.ts';

/** A report without what differs each time that a guest is built: sizes, places, identifiers, digests. */
export interface GuestReport {
  /** Every part: its name, what lies in it, flags and warnings. */
  readonly parts: readonly string[];
  /** Of the layout. */
  readonly warnings: readonly string[];
  readonly firmware: readonly ('bios' | 'uefi')[];
  readonly systems: readonly GuestSystem[];
  readonly profiles: Readonly<Record<string, GuestVerdict>>;
}

export interface GuestSystem {
  readonly part: string;
  readonly os: OperatingSystem;
  readonly architecture: string;
  /** With their versions, in order of names. */
  readonly packages: readonly string[];
  /** With their states. */
  readonly incomplete: readonly string[];
  readonly services: Readonly<Partial<Record<Service['start'], readonly string[]>>>;
}

/** Rules of a profile by what came of them; those that are in none do not apply. */
export interface GuestVerdict {
  readonly verdict: Verdict;
  readonly pass: readonly string[];
  /** With what was seen, and where. */
  readonly fail: Readonly<Record<string, readonly string[]>>;
  readonly warn: Readonly<Record<string, readonly string[]>>;
  readonly unknown: readonly string[];
}

/** @throws AssertionError where nothing is known of the disk, or of its system. */
export function guestReport({ findings, profiles }: Report): GuestReport {
  assert.ok(findings.known, JSON.stringify(findings));
  const { layout, firmware, systems } = findings.value;
  assert.ok(firmware.known);
  return {
    parts: layout.parts.map(partOf),
    warnings: layout.warnings,
    firmware: (['bios', 'uefi'] as const).filter((each) => firmware.value[each]),
    systems: systems.map(systemOf),
    profiles: Object.fromEntries(profiles.map((result) => [result.profile, verdictOf(result)])),
  };
}

function partOf({ name, flags, content }: Findings['layout']['parts'][number]): string {
  return [name, ...contentOf(content), ...flags].join(' ');
}

function contentOf(content: Findings['layout']['parts'][number]['content']): readonly string[] {
  if (content.kind === 'file-system') return [content.type, content.label ?? '-', ...content.warnings];
  return content.kind === 'encrypted' ? [content.kind, content.scheme] : [content.kind];
}

function systemOf({ part, os, architecture, packages, services }: SystemFindings): GuestSystem {
  assert.ok(os.known && architecture.known && packages.known && services.known);
  const starts = Object.groupBy(services.value, ({ start }) => start);
  return {
    part,
    os: os.value,
    architecture: architecture.value,
    packages: packages.value.installed.map(({ name, version }) => `${name} ${version}`).toSorted(),
    incomplete: packages.value.incomplete.map(({ name, state }) => `${name}: ${state}`).toSorted(),
    services: Object.fromEntries(
      Object.entries(starts).map(([start, list]) => [start, list.map(({ name }) => name).toSorted()]),
    ),
  };
}

function verdictOf({ verdict, rules }: ProfileResult): GuestVerdict {
  const of = (outcome: Outcome): RuleResult[] => rules.filter((result) => result.outcome === outcome);
  const names = (outcome: Outcome): string[] =>
    of(outcome)
      .map(({ rule }) => rule)
      .toSorted();
  const seen = (outcome: Outcome): Record<string, string[]> =>
    Object.fromEntries(
      of(outcome).map(({ rule, evidence }) => [
        rule,
        evidence.map(({ what, path, detail }) => `${what} ${path}${detail === null ? '' : ` (${detail})`}`),
      ]),
    );
  return { verdict, pass: names('pass'), fail: seen('fail'), warn: seen('warn'), unknown: names('unknown') };
}
