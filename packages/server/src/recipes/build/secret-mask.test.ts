import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { SecretMask } from './secret-mask.ts';
import { MAX_LOG, StepLog } from './step-log.ts';

async function logged(secrets: readonly string[], parts: readonly (string | Buffer)[]): Promise<string> {
  let kept = '';
  const log = new StepLog(new SecretMask(secrets), async ({ at, text }) => {
    assert.equal(at, kept.length);
    kept += text;
  });
  for (const part of parts) await log.write(Buffer.from(part));
  await log.end();
  return kept;
}

describe('the log of a step', () => {
  it('hides secrets however they are written', async () => {
    const secret = 'p"ss word/1';
    for (const form of [
      secret,
      Buffer.from(secret).toString('base64'),
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
    ]) {
      assert.equal(await logged([secret], [`a ${form} b\n`]), 'a *** b\n');
    }
    assert.equal(await logged(['first line\nsecond line'], ['- first line\n+ second line\n']), '- ***\n+ ***\n');
    assert.equal(await logged(['abcd', 'abcdEFGH'], ['abcd', 'EFGH\n']), '***\n');
    assert.equal(await logged(['hidden'], ['hid\u001B[0mden\n']), '***\n');
  });

  it('hides secrets wherever its parts end', async () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r', ' '), minLength: 4, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { minLength: 1, maxLength: 3 }),
        fc.array(word, { maxLength: 12 }),
        async (...given) => {
          const [secrets, parts] = given;
          const whole = parts.join('');
          const once = await logged(secrets, [whole]);
          assert.equal(await logged(secrets, parts), once);
          // A secret of several lines may have lines that are no secret by themselves.
          for (const secret of secrets.filter((each) => !/[\r\n]/.test(each))) assert.ok(!once.includes(secret));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is plain text, and has a bound', async () => {
    assert.equal(await logged([], ['\u001B[31mred\u001B[0m 10%\r20%\r\nnext\0\u0007\n']), 'red 10%\n20%\nnext\n');
    assert.equal(
      await logged([], [Buffer.from([0xc3]), Buffer.from([0xa4, 0x0a]), Buffer.from([0xff, 0x0a])]),
      'ä\n\uFFFD\n',
    );
    const long = await logged(
      [],
      Array.from({ length: 20 }, () => 'x'.repeat(MAX_LOG / 10)),
    );
    assert.ok(long.length < MAX_LOG + 100);
    assert.match(long, /longer than what is kept/);
  });

  it('has sentences of the service on lines of their own, told from what the guest prints', async () => {
    const pieces: (readonly [text: string, isOurs: boolean])[] = [];
    const log = new StepLog(new SecretMask(['hidden']), async ({ text, isOurs }) => void pieces.push([text, isOurs]));
    await log.write(Buffer.from('It was cancelled.\nno end of line'));
    await log.say('It said hidden.');
    assert.deepEqual(pieces, [
      ['It was cancelled.\n', false],
      ['no end of line', false],
      ['\n', false],
      ['It said ***.\n', true],
    ]);
  });
});
