import ts from 'typescript';

/** What a source file has in English, with `{}` for each fact. */
export interface FoundTexts {
  /** Those that people are told, and the lines where they are. */
  readonly sentences: ReadonlyMap<string, number>;
  /** Every text, parts of sentences and other things among them. */
  readonly texts: ReadonlySet<string>;
}

/** Whose argument is said to people, whatever its form. */
const ERRORS = new Set(['IngotError', 'DiskError']);
/** Properties that describe the API and the settings, and are not said by the service. */
const DESCRIPTIONS = new Set(['description', 'summary', 'help']);
/** What begins with a capital letter or a fact, has a space, and ends as sentences do. */
const SENTENCE = /^(?:[A-Z"'].* .*|\{\}.* [a-z].*)[.!?]$/s;
const PHRASE = /^(?:[A-Z].* |\{\} [a-z])/s;

/**
 * The sentences in a source file: every literal that has the form of one, and what is given to an error. Templates are taken
 * with their places, concatenations as one, and both sides of a choice.
 *
 * @param text of a TypeScript file
 */
export function sentencesIn(text: string): FoundTexts {
  const file = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  const sentences = new Map<string, number>();
  const texts = new Set<string>();

  const add = (node: ts.Node, form: RegExp): void => {
    const sentence = templateOf(node);
    if (sentence === null) return;
    texts.add(sentence);
    if (form.test(sentence)) sentences.set(sentence, file.getLineAndCharacterOfPosition(node.getStart()).line + 1);
  };

  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && DESCRIPTIONS.has(node.name.getText())) return;
    if (ts.isNewExpression(node) && ERRORS.has(node.expression.getText())) {
      for (const argument of node.arguments ?? []) add(argument, PHRASE);
    }
    if (templateOf(node) === null) {
      ts.forEachChild(node, visit);
      return;
    }
    add(node, SENTENCE);
    // Facts may be sentences.
    for (const fact of factsOf(node)) visit(fact);
  };
  visit(file);
  return { sentences, texts };
}

/** Null for what is no text that is known but for its facts. */
function templateOf(node: ts.Node): string | null {
  if (ts.isParenthesizedExpression(node)) return templateOf(node.expression);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
  }
  if (!isSum(node)) return null;
  const [left, right] = [templateOf(node.left), templateOf(node.right)];
  return left === null || right === null ? null : left + right;
}

function factsOf(node: ts.Node): readonly ts.Expression[] {
  if (ts.isParenthesizedExpression(node)) return factsOf(node.expression);
  if (ts.isTemplateExpression(node)) return node.templateSpans.map(({ expression }) => expression);
  return isSum(node) ? [...factsOf(node.left), ...factsOf(node.right)] : [];
}

function isSum(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}
