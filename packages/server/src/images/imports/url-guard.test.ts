import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failsWith } from '../testing/fails-with.ts';
import { isPublicAddress } from './public-address.ts';
import { UrlGuard, withoutSecrets } from './url-guard.ts';

const STRICT = { schemes: ['http', 'https'], ports: [80, 443], allowedHosts: [] };

describe('public addresses', () => {
  const cases: Readonly<Record<string, boolean>> = {
    '8.8.8.8': true,
    '1.1.1.1': true,
    '172.15.255.255': true,
    '172.32.0.0': true,
    '100.63.255.255': true,
    '223.255.255.255': true,
    '0.0.0.0': false,
    '0.1.2.3': false,
    '10.255.0.1': false,
    '100.64.0.1': false,
    '100.100.100.200': false,
    '127.0.0.1': false,
    '127.255.255.254': false,
    '168.63.129.16': false,
    '169.254.169.254': false,
    '172.16.0.1': false,
    '172.31.255.255': false,
    '192.0.0.192': false,
    '192.0.2.1': false,
    '192.168.1.1': false,
    '198.19.0.1': false,
    '203.0.113.7': false,
    '224.0.0.1': false,
    '240.0.0.1': false,
    '255.255.255.255': false,
    '2606:4700:4700::1111': true,
    '2a00:1450:4001::200e': true,
    '::': false,
    '::1': false,
    '::127.0.0.1': false,
    '::ffff:127.0.0.1': false,
    '::ffff:7f00:1': false,
    '::ffff:8.8.8.8': true,
    '64:ff9b::7f00:1': false,
    '64:ff9b::a9fe:a9fe': false,
    '64:ff9b::808:808': true,
    '64:ff9b:1::1': false,
    '2002:7f00:1::': false,
    '2001::1': false,
    '2001:db8::1': false,
    '3fff::1': false,
    'fc00::1': false,
    'fd00:ec2::254': false,
    'fe80::1': false,
    'fec0::1': false,
    'ff02::1': false,
    '4000::1': false,
    'not an address': false,
    '': false,
  };
  for (const [address, expected] of Object.entries(cases)) {
    it(`${address || 'nothing'} ${expected ? 'is one' : 'is none'}`, () => {
      assert.equal(isPublicAddress(address), expected);
    });
  }
});

describe('URLs to import from', () => {
  const guard = new UrlGuard(STRICT);
  const taken = [
    'http://example.org/image.qcow2',
    'https://example.org:443/a?b=c#d',
    'http://does-not.exist/no/possible/way',
    'HTTP://EXAMPLE.ORG/',
    'https://user:secret@example.org/private.raw',
    'http://8.8.8.8/image',
    'http://[2606:4700:4700::1111]/image',
    'https://образы.рф/диск.raw',
    'http://1.example.org/',
  ];
  for (const url of taken) {
    it(`${url} may be asked for`, () => {
      assert.ok(guard.checkUrl(url));
    });
  }

  const refused: readonly [string, RegExp][] = [
    ['', /well-formed/],
    ['/image', /well-formed/],
    ['file:///etc/passwd', /scheme/],
    ['ftp://example.org/', /scheme/],
    ['gopher://example.org/', /scheme/],
    ['javascript:alert(1)', /scheme/],
    ['http://example.org:22/', /port/],
    ['https://example.org:8443/', /port/],
    ['http://127.0.0.1/', /public/],
    ['http://user@127.0.0.1/', /public/],
    ['http://8.8.8.8@127.0.0.1/', /public/],
    ['http://169.254.169.254/latest/meta-data/', /public/],
    ['http://[::1]/', /public/],
    ['http://[::ffff:127.0.0.1]/', /hides/],
    ['http://[::ffff:7f00:1]/', /public/],
    ['http://[64:ff9b::7f00:1]/', /public/],
    ['http://[2002:7f00:1::]/', /public/],
    ['http://2130706433/', /hides/],
    ['http://0x7f000001/', /hides/],
    ['http://0177.0.0.1/', /hides/],
    ['http://0x7f.1/', /hides/],
    ['http://127.1/', /hides/],
    ['http://127.0.0.1./', /hides/],
    ['http://134744072/', /hides/],
    ['http://%31%32%37.0.0.1/', /hides/],
    ['http://127。0。0。1/', /hides/],
    ['http://①②⑦.0.0.1/', /hides/],
    ['http:\\\\127.0.0.1/', /well-formed/],
    ['http://example.org\\@127.0.0.1/', /well-formed/],
    ['http://exa\nmple.org/', /well-formed/],
    [' http://example.org/', /well-formed/],
    ['http://127.0.0.1:99999/', /well-formed/],
  ];
  for (const [url, why] of refused) {
    it(`${JSON.stringify(url)} may not`, () => {
      assert.throws(() => guard.checkUrl(url), failsWith('invalid', why));
    });
  }

  it('takes URLs of 8192 characters and no longer ones', () => {
    const url = 'http://example.org/'.padEnd(8192, 'a');
    assert.ok(guard.checkUrl(url));
    assert.throws(() => guard.checkUrl(`${url}a`), failsWith('invalid', /8192 characters/));
  });

  it('takes https alone where that is the rule', () => {
    const strict = new UrlGuard({ ...STRICT, schemes: ['https'] });
    assert.throws(() => strict.checkUrl('http://example.org/'), failsWith('invalid', /scheme/));
    // A rule cannot open what nothing here can speak.
    assert.throws(() => new UrlGuard({ ...STRICT, schemes: ['file'] }).checkUrl('file:///x'), failsWith('invalid'));
  });

  it('reaches private hosts that are allowed by name, address or network, on any port', () => {
    const allowedHosts = ['Mirror.Internal', '127.0.0.1', '10.1.0.0/16', 'fd00::/8', '::1'];
    const open = new UrlGuard({ ...STRICT, allowedHosts });
    for (const host of ['mirror.internal', '127.0.0.1', '10.1.2.3', '[fd12::1]', '[::1]', '[::ffff:7f00:1]']) {
      assert.ok(open.checkUrl(`http://${host}:8080/x`), host);
    }
    for (const host of ['other.internal:8080', '127.0.0.2', '10.2.0.1', '[::2]', '2130706433']) {
      assert.throws(() => open.checkUrl(`http://${host}/x`), failsWith('invalid'), host);
    }
    const byName = open.checkUrl('http://mirror.internal:8080/');
    open.checkAddresses(byName, ['192.168.0.9']);
    const other = open.checkUrl('http://example.org/');
    open.checkAddresses(other, ['8.8.8.8', '10.1.9.9']);
    assert.throws(() => open.checkAddresses(other, ['10.2.0.1']), failsWith('invalid'));
  });

  it('refuses a name of which one address is private', () => {
    const url = guard.checkUrl('http://example.org/');
    guard.checkAddresses(url, ['8.8.8.8', '2606:4700:4700::1111']);
    assert.throws(() => guard.checkAddresses(url, ['8.8.8.8', '127.0.0.1']), failsWith('invalid'));
  });

  it('does not start with an allowed host that is none', () => {
    for (const host of ['10.0.0.0/33', '10.0.0.0/x', 'http://mirror/', '::/129', 'a b']) {
      assert.throws(() => new UrlGuard({ ...STRICT, allowedHosts: [host] }), /allowed-hosts/, host);
    }
  });

  it('are shown without what may be secret in them', () => {
    assert.equal(
      withoutSecrets('https://u:p@example.org:8443/a/b.raw?X-Signature=1#x'),
      'https://example.org:8443/a/b.raw?…',
    );
    assert.equal(withoutSecrets('http://example.org/a'), 'http://example.org/a');
  });
});
