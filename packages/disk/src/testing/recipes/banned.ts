import type { BannedFormat } from '../../formats/disk-format.ts';

const HEAD: Readonly<Record<Exclude<BannedFormat, 'dmg'>, string>> = {
  qed: 'QED\0',
  qcow: 'QFI\xfb\0\0\0\x01',
  cow: 'OOOM\0\0\0\x02',
  bochs: 'Bochs Virtual HD Image\0',
  cloop: '#!/bin/sh\n#V2.0 Format\nmodprobe cloop file=$0 && mount -r -t iso9660 /dev/cloop $1\n',
};

/** One MiB that programs which guess take for the given format. */
export function bannedImage(format: BannedFormat): Buffer {
  const image = Buffer.alloc(2 ** 20, 0x5a);
  if (format === 'dmg') image.write('koly\0\0\0\x04\0\0\x02\0', image.length - 512, 'latin1');
  else image.write(HEAD[format], 0, 'latin1');
  return image;
}
