import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { hasCode, IngotError } from '../../kernel/errors.ts';
import { parseRecipe } from './parse-recipe.ts';
import { MAX_DOCUMENT } from './recipe-schema.ts';
import { fillIn } from './references.ts';
import { runValues } from './run-values.ts';

const IMAGE = '11111111-2222-4333-8444-555555555555';
const WHOLE = `
recipe: 1
description: A desktop   # comments stay where they are
base: {family: debian-12}
machine: {flavor: vdi-low, os: linux, diskGib: 12, network: open, media: [${IMAGE}], bootTimeout: 60}
variables:
  branch: {default: '4.*', description: Of the agent}
  key: {secret: true}
steps:
  - name: Take {{ branch }}
    script: |
      echo "$branch" {{branch}}
    successCodes: [0, 3010]
    timeout: 60
  - upload: {to: '/opt/{{branch}}/a', content: "two\\nlines", mode: '0755'}
  - upload: {to: /opt/b, base64: aGVs bG8=}
  - packages: {names: ['python3-agent={{branch}}'], files: [/opt/b]}
  - reboot: true
  - wait: {seconds: 5}
  - wait: {file: /run/ready}
clean: {keep: [], also: []}
check: {profiles: [clean-image, clean-image], mustPass: true}
publish: {name: 'desktop {{branch}}', family: desktops, held: true, properties: {os_type: linux}}
`;
const LEAST = { recipe: 1, steps: [], publish: { name: 'built' } };

function refused(document: object | string): string {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  try {
    parseRecipe(text);
  } catch (error) {
    if (error instanceof IngotError && error.code === 'invalid') return error.message;
    throw error;
  }
  return assert.fail('it was taken');
}

describe('a recipe', () => {
  it('is read from YAML and filled in', () => {
    const plan = fillIn(parseRecipe(WHOLE), new Map([['branch', '4.3']]));
    assert.deepEqual(plan.base, { kind: 'family', family: 'debian-12', project: null });
    assert.equal(plan.machine.bootTimeout, 60_000);
    assert.deepEqual(plan.check, { profiles: ['clean-image'], mustPass: true });
    assert.equal(plan.publish.name, 'desktop 4.3');
    assert.deepEqual(plan.clean, { keep: [], also: [] });
    assert.deepEqual(
      plan.steps.map(({ kind }) => kind),
      ['script', 'upload', 'upload', 'packages', 'reboot', 'wait', 'wait-for-file'],
    );
    const [script, upload, binary, packages] = plan.steps;
    // A script has its variables as environment: what is in braces there is its own.
    assert.deepEqual(script, {
      kind: 'script',
      name: 'Take 4.3',
      script: 'echo "$branch" {{branch}}\n',
      shell: null,
      successCodes: [0, 3010],
      timeout: 60_000,
    });
    assert.ok(upload?.kind === 'upload' && upload.to === '/opt/4.3/a' && upload.mode === '0755');
    assert.ok(binary?.kind === 'upload' && binary.bytes.toString() === 'hello');
    assert.ok(packages?.kind === 'packages' && packages.names[0] === 'python3-agent=4.3');
  });

  it('is read from JSON, with what it does not say', () => {
    const plan = parseRecipe(JSON.stringify(LEAST));
    assert.equal(plan.base, null);
    assert.deepEqual(plan.clean, { keep: [], also: [] });
    assert.equal(plan.machine.network, 'restricted');
    assert.equal(parseRecipe(JSON.stringify({ ...LEAST, clean: false })).clean, null);
  });

  it('is refused with the place of what is wrong', () => {
    const step = (written: object): string => refused({ ...LEAST, steps: [written] });
    assert.match(refused('recipe: [1'), /^Not a recipe: .*at line 1/);
    assert.match(refused('recipe: 1\nrecipe: 1\n'), /unique at line 2, column 1/);
    assert.match(refused('steps: [{name: x, name: y}]'), /unique at line 1, column 19/);
    assert.match(refused('a: &a [x]\nb: *a\n'), /aliases/);
    assert.match(refused({ ...LEAST, recipe: 2 }), /\/recipe/);
    assert.match(refused({ ...LEAST, tasks: [] }), /\/tasks is not known here/);
    assert.match(refused({ ...LEAST, base: { image: 'x' } }), /\/base\/image is no id/);
    assert.match(refused({ ...LEAST, base: { image: IMAGE, iso: IMAGE } }), /one of image, family and iso/);
    assert.match(refused({ ...LEAST, base: { image: IMAGE, project: 'p' } }), /goes with a family/);
    assert.match(refused({ ...LEAST, base: { iso: IMAGE } }), /diskGib is missing/);
    assert.match(step({}), /\/steps\/0 has to have one of/);
    assert.match(step({ script: 'x', reboot: true }), /has script, reboot at once/);
    assert.match(step({ reboot: true, shell: 'sh' }), /go with a script/);
    assert.match(step({ scriptFile: 'x.sh' }), /file of yours/);
    assert.match(step({ upload: { to: '/x' } }), /content or base64/);
    assert.match(step({ upload: { to: '/x', base64: '?' } }), /no Base64/);
    assert.match(step({ packages: {} }), /names no package/);
    assert.match(step({ packages: { names: ['-o'] } }), /\/steps\/0\/packages\/names\/0/);
    assert.match(step({ wait: {} }), /seconds or file/);
    assert.match(step({ name: '{{x}}', reboot: true }), /no variable for {{x}}/);
    assert.match(refused({ ...LEAST, publish: { name: 'x', held: true } }), /goes with a family/);
    const desktop = (configuration: object): string =>
      refused({ ...LEAST, publish: { name: 'x', desktop: { imageType: 'vdi', pool: randomUUID(), configuration } } });
    assert.match(desktop({ kind: 'general', flavor: 'office' }), /\/publish\/desktop\/configuration/);
    assert.match(desktop({ kind: 'some' }), /\/publish\/desktop\/configuration/);
    const secret = { ...LEAST, variables: { key: { secret: true } }, publish: { name: '{{key}}' } };
    assert.match(refused(secret), /key is a secret/);
    assert.match(refused({ ...LEAST, variables: { key: { secret: true, default: 'x' } } }), /everybody would read/);
  });

  it('says for which endpoints its desktop image is', () => {
    const desktop = { imageType: 'voi', pool: randomUUID(), fileType: 'vhd' };
    const read = (more: object) =>
      parseRecipe(JSON.stringify({ ...LEAST, publish: { name: 'x', desktop: { ...desktop, ...more } } })).publish
        .desktop;
    assert.deepEqual(read({})?.configuration, { kind: 'general' });
    const dedicated = { kind: 'dedicated' };
    assert.deepEqual(read({ configuration: dedicated })?.configuration, { kind: 'dedicated', flavor: null });
    const office = { kind: 'dedicated', flavor: 'office' };
    assert.deepEqual(read({ configuration: office })?.configuration, office);
  });

  it('is read, or refused, in a time that grows with it and no faster', () => {
    const least = 'recipe: 1\npublish: {name: built}\n';
    const hostile: readonly [document: string, why: RegExp][] = [
      [Array.from({ length: 60_000 }, (_, index) => `k${index}: 1`).join('\n'), /^Not a recipe: \/ /],
      ['!a '.repeat(100_000), /at most one tag at line 1, column 4/],
      [`${least}steps: [{upload: {to: /a, base64: "${'\\t'.repeat(200_000)}!"}}]\n`, /no Base64/],
      ['['.repeat(100_000), /^Not a recipe: /],
    ];
    for (const [document, why] of hostile) {
      const begun = performance.now();
      assert.match(refused(document), why);
      assert.ok(performance.now() - begun < 10_000, `took ${performance.now() - begun} ms`);
    }
  });

  it('is refused where it is too large', () => {
    assert.throws(
      () => parseRecipe(`# ${'x'.repeat(MAX_DOCUMENT)}`),
      (error) => hasCode(error, 'too-large'),
    );
  });
});

describe('the values of a run', () => {
  const plan = parseRecipe(WHOLE);

  it('are given, or default', () => {
    const { shown, secret } = runValues(plan, { key: 'hidden' });
    assert.deepEqual([...shown], [['branch', '4.*']]);
    assert.deepEqual([...secret], [['key', 'hidden']]);
  });

  it('are refused', () => {
    assert.throws(() => runValues(plan, {}), /key of the recipe needs a value/);
    assert.throws(() => runValues(plan, { key: 'hidden', other: 'x' }), /no variable other/);
    assert.throws(() => runValues(plan, { key: 'abc' }), /4 characters/);
    assert.throws(() => runValues(plan, { key: 'hid\0den' }), /NUL/);
  });
});
