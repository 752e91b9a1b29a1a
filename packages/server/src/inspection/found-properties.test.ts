import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Findings, OperatingSystem, Service, SystemFindings } from '@ingot/inspector';
import { contradictionsOf, foundProperties, suggestionOf } from './found-properties.ts';

const DEBIAN: OperatingSystem = {
  family: 'linux',
  id: 'debian',
  like: [],
  name: 'Debian GNU/Linux',
  version: '12',
  edition: null,
  build: null,
};

function system(
  os: OperatingSystem,
  services: readonly Service[] = [],
  packages: readonly string[] = [],
): SystemFindings {
  return {
    part: 'p1',
    family: os.family,
    os: { known: true, value: os },
    architecture: { known: true, value: 'x86_64' },
    packages: {
      known: true,
      value: {
        manager: 'dpkg',
        installed: packages.map((name) => ({ name, version: '1', architecture: null })),
        incomplete: [],
      },
    },
    services: { known: true, value: [...services] },
  };
}

function findings(systems: SystemFindings[], firmware = { bios: false, uefi: true }, size = 2_754_609_152): Findings {
  return {
    layout: { size, table: 'gpt', parts: [], warnings: [], usedEnd: size },
    firmware: { known: true, value: firmware },
    systems,
  };
}

const agent = (start: Service['start']): Service => ({ name: 'qemu-guest-agent.service', start, program: null });

describe('what is found on a disk, in the words of Glance', () => {
  it('says which system it is and what it starts with', () => {
    const found = findings([system(DEBIAN, [agent('static')], ['qemu-guest-agent'])]);
    assert.deepEqual(suggestionOf(found), {
      properties: {
        os_type: 'linux',
        os_distro: 'debian',
        os_version: '12',
        architecture: 'x86_64',
        hw_firmware_type: 'uefi',
        hw_qemu_guest_agent: 'yes',
      },
      minDisk: 3,
    });
  });

  it('knows the names and versions that osinfo has', () => {
    const windows = (name: string): OperatingSystem => ({
      family: 'windows',
      name,
      version: '22H2',
      edition: null,
      build: null,
      installation: null,
    });
    for (const [os, distro, version] of [
      [{ ...DEBIAN, id: 'opensuse-leap', version: '15.6' }, 'opensuse', '15.6'],
      [{ ...DEBIAN, id: 'astra', version: '1.7_x86-64' }, 'astra', '1.7'],
      [{ ...DEBIAN, id: 'arch', version: null }, 'arch', undefined],
      [windows('Windows 11 Pro'), 'windows', '11'],
      [windows('Windows Server 2019 Standard'), 'windows', '2019'],
      [windows('Windows Server 2012 R2 Datacenter'), 'windows', '2012 R2'],
      [windows('Windows'), 'windows', undefined],
    ] as const) {
      const { os_distro, os_version } = foundProperties(findings([system(os)]));
      assert.deepEqual([os_distro, os_version], [distro, version], os.name);
    }
  });

  it('promises no agent that does not start, or is not installed', () => {
    for (const [services, packages] of [
      [[], ['qemu-guest-agent']],
      [[agent('masked')], ['qemu-guest-agent']],
      [[agent('enabled')], []],
    ] as const) {
      const found = findings([system(DEBIAN, services, packages)]);
      assert.equal(foundProperties(found).hw_qemu_guest_agent, 'no');
      assert.equal(suggestionOf(found)?.properties.hw_qemu_guest_agent, undefined);
    }
    const unknown = { known: false as const, reason: 'cut off' };
    const closed = findings([{ ...system(DEBIAN), services: unknown }]);
    assert.equal(foundProperties(closed).hw_qemu_guest_agent, undefined);
  });

  it('says nothing that is not certain', () => {
    assert.equal(suggestionOf(findings([])), null);
    assert.deepEqual(suggestionOf(findings([system(DEBIAN), system(DEBIAN)]))?.properties, {});
    const both = foundProperties(findings([system(DEBIAN)], { bios: true, uefi: true }));
    assert.equal(both.hw_firmware_type, undefined);
  });

  it('contradicts what an image says of itself', () => {
    const image = {
      diskFormat: 'raw' as const,
      minDisk: 2,
      properties: { os_distro: 'ubuntu', os_type: 'Linux', a: 'b' },
    };
    assert.deepEqual(contradictionsOf(image, findings([system(DEBIAN)])), [
      { property: 'os_distro', value: 'ubuntu', found: 'debian' },
      { property: 'min_disk', value: '2', found: '3' },
    ]);
    assert.deepEqual(contradictionsOf({ ...image, minDisk: 0, properties: {} }, findings([system(DEBIAN)])), []);
  });
});
