import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { DiskError } from '../disk-error.ts';
import { parseXml } from './xml.ts';

describe('XML of a description', () => {
  it('is elements, attributes and text, without prefixes', () => {
    const root = parseXml(
      `<?xml version="1.0"?><!-- <a> --><o:a xmlns:o="x" o:id='1 &lt; "2"'> one &#x41;<b/><c>t<![CDATA[<&>]]></c> two</o:a>\n`,
    );
    assert.equal(root.name, 'a');
    assert.deepEqual([...root.attributes], [['id', '1 < "2"']]);
    assert.equal(root.text, 'one A two');
    assert.deepEqual(
      root.children.map(({ name, text }) => [name, text]),
      [
        ['b', ''],
        ['c', 't<&>'],
      ],
    );
  });

  for (const [what, xml] of [
    ['a document type', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['an entity', '<a>&nbsp;</a>'],
    ['an entity that objects have', '<a>&constructor;</a>'],
    ['an end of nothing', '</a>'],
    ['another end', '<a></b>'],
    ['no end', '<a><b></b>'],
    ['two roots', '<a/><b/>'],
    ['text beside the root', 'x<a/>'],
    ['an attribute twice', '<a id="1" x:id="2"/>'],
    ['half a tag', '<a id="'],
    ['nothing', ''],
  ] as const) {
    it(`with ${what} is refused`, () => {
      assert.throws(
        () => parseXml(xml),
        (error) => error instanceof DiskError && error.code === 'malformed',
      );
    });
  }

  it('of endless depth or size is refused, soon', () => {
    const limit = (error: unknown): boolean => error instanceof DiskError && error.code === 'limit-exceeded';
    assert.throws(() => parseXml('<a>'.repeat(1000)), limit);
    assert.throws(() => parseXml(`<a>${'<b/>'.repeat(150_000)}</a>`), limit);
    const before = process.cpuUsage().user;
    for (const long of ['<a ', '<!--', '<![CDATA[', '<?', '<a x="', '<a x=" " ', '&', '<a>&#x']) {
      assert.throws(() => parseXml(long.padEnd(1_000_000, long)), DiskError);
      assert.throws(() => parseXml(`${long}${' '.repeat(1_000_000)}`), DiskError);
    }
    assert.ok(process.cpuUsage().user - before < 5_000_000);
  });

  it('that is anything at all is read or refused', () => {
    const pieces = fc.constantFrom(
      '<a>',
      '</a>',
      '<a b="c">',
      '<!--',
      '-->',
      '&amp;',
      '&',
      '<![CDATA[',
      ']]>',
      'x',
      '<',
      '"',
    );
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        try {
          parseXml(parts.join(''));
        } catch (error) {
          assert.ok(error instanceof DiskError);
        }
      }),
    );
  });
});
