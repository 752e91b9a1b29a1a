import { configFile, readConfig, writeConfig, type Config } from './access/config-file.ts';
import type { Surroundings } from './access/clouds-yaml.ts';
import { COMMANDS, COMMAND_NAMES } from './command-table.ts';
import type { Access, Chosen, CommandContext, ConfigStore, Input } from './command/context.ts';
import { EXIT, type ExitStatus } from './command/failure.ts';
import { findCommand, knownPath } from './command/find-command.ts';
import { GLOBAL_OPTIONS } from './command/globals.ts';
import { commandHelp, groupHelp } from './command/help.ts';
import { parseCommand } from './command/parse.ts';
import { reportOf, type Report } from './failure-report.ts';
import { LANGUAGES, languageOf, type Language } from './messages/language.ts';
import { message } from './messages/message.ts';
import { saidIn } from './messages/said.ts';
import { translator, type Translate } from './messages/translate.ts';
import { harmless, harmlessJson } from './output/harmless.ts';
import { print, type Paper } from './output/print.ts';
import { terminalProgress, type Screen } from './progress/terminal-progress.ts';

/** What the program meets: all of the process that it uses. */
export interface World {
  /** Without the program itself. */
  readonly words: readonly string[];
  readonly surroundings: Surroundings;
  readonly paper: Paper;
  readonly screen: Screen;
  readonly input: (t: Translate) => Input;
  readonly signal: AbortSignal;
  readonly version: string;
}

/** Runs one command line, to its end. @returns the exit status */
export async function runProgram(world: World): Promise<ExitStatus> {
  const { words, screen, surroundings } = world;
  const language = languageIn(words) ?? languageOf(surroundings.environment);
  const t = await translator(language);
  try {
    if (words[0] === '__complete') return await runCompletion(words.slice(1), world, t);
    return await runCommand(world, t);
  } catch (thrown) {
    const report = reportOf(thrown, t);
    if (report === null) throw thrown;
    const { status, code, reason, told } = report;
    const hints = [report.hint, helpFor(report, words, t)].filter((hint) => hint !== null);
    const error = { code, ...(reason !== null && { reason }), message: told, hint: hints.join(' ') || null };
    if (words.includes('--json')) screen.write(`${harmlessJson({ error })}\n`);
    else screen.write(reported({ reason, told: harmless(await saidIn(language, told)) }, hints, t));
    return status;
  }
}

/** In lines: what is wrong, by which rule, and what to do. */
function reported({ told, reason }: Pick<Report, 'told' | 'reason'>, hints: readonly string[], t: Translate): string {
  const rule = reason === null ? null : t(message('refused.rule', { rule: reason }));
  return [told, rule, ...hints].flatMap((line) => (line === null ? [] : [`${line}\n`])).join('');
}

/** Whoever used a command wrongly is told where its help is. */
function helpFor({ status }: Report, words: readonly string[], t: Translate): string | null {
  if (status !== EXIT.usage) return null;
  return t(message('hint.help', { command: ['ingot', ...knownPath(words, COMMAND_NAMES)].join(' ') }));
}

async function runCommand(world: World, t: Translate): Promise<ExitStatus> {
  const { words, paper } = world;
  if (words[0] === '--version') {
    await paper.write(`ingot ${world.version}\n`);
    return EXIT.done;
  }
  const { name, path, rest } = findCommand(words, COMMAND_NAMES);
  const asksHelp = rest.includes('--help') || rest.includes('-h');
  if (name === null) {
    if (!asksHelp) parseCommand({ arguments: [], options: GLOBAL_OPTIONS }, rest);
    await paper.write(groupHelp(path, COMMANDS, t));
    return asksHelp || words.length === 0 ? EXIT.done : EXIT.usage;
  }
  const command = await COMMANDS[name].load();
  if (asksHelp) {
    await paper.write(commandHelp(name, COMMANDS[name].summary, command, t));
    return EXIT.done;
  }
  const options = { ...command.options, ...GLOBAL_OPTIONS };
  const parsed = parseCommand({ arguments: command.arguments, options }, rest);
  const { json, quiet, context, cloud } = parsed.options;
  const chosen = { ...(context !== undefined && { context }), ...(cloud !== undefined && { cloud }) };
  const output = await command.run(parsed, contextOf(world, chosen, quiet || json, t));
  await print(output, json, paper, t);
  return (output.kind === 'record' ? output.status : undefined) ?? EXIT.done;
}

/** Answers a shell that completes. It gets no error: what cannot be completed has no candidates. */
async function runCompletion(words: readonly string[], world: World, t: Translate): Promise<ExitStatus> {
  const [{ complete }, { namesFor }] = await Promise.all([
    import('./completion/complete.ts'),
    import('./completion/names.ts'),
  ]);
  const candidates = await complete(words, namesFor(contextOf(world, {}, true, t)), t);
  const lines = candidates.map(({ word, help }) => (help === undefined ? `${word}\n` : `${word}\t${help}\n`));
  await world.paper.write(lines.join(''));
  return EXIT.done;
}

function contextOf(world: World, chosen: Chosen, quiet: boolean, t: Translate): CommandContext {
  const { surroundings, screen, input, signal } = world;
  const file = configFile(surroundings.environment, surroundings.home);
  const config = { file, read: () => readConfig(file), write: (changed: Config) => writeConfig(file, changed) };
  let access: Promise<Access> | null = null;
  return {
    access: () => (access ??= accessTo(chosen, surroundings, config)),
    config,
    surroundings,
    progress: terminalProgress(screen, t, quiet),
    signal,
    chosen,
    input: input(t),
  };
}

/** What speaks to the service is loaded by those commands only that do. */
async function accessTo(chosen: Chosen, surroundings: Surroundings, config: ConfigStore): Promise<Access> {
  const { findAccess } = await import('./access/access.ts');
  return findAccess(chosen, surroundings, config);
}

/** `--lang` is looked for before anything else is read, so that also what is wrong with the rest is told in it. */
function languageIn(words: readonly string[]): Language | undefined {
  const at = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const value = words[at]?.split('=')[1] ?? words[at + 1];
  return at === -1 ? undefined : LANGUAGES.find((language) => language === value);
}
