import type { FormatProbe } from './format-probe.ts';
import { refuse } from './refusal.ts';

const MAGIC = 'QED\0';

/** QEMU Enhanced Disk (QEMU docs/interop/qed_spec.rst): can name a backing file, and nobody has needed it since qcow2 v3. */
export const qed: FormatProbe = {
  format: 'qed',
  async detect(source) {
    return (await source.read(0, MAGIC.length)).toString('latin1') === MAGIC;
  },
  async inspect() {
    return refuse(
      'banned-format',
      'The file is a QED image; QED is not accepted.',
      'Convert it: `qemu-img convert -f qed -O qcow2 SOURCE TARGET`, and upload the result as qcow2.',
    );
  },
};
