import { ON_IMAGES, type BuiltInNamespace } from './built-in-namespace.ts';

export const GUEST_AGENT: BuiltInNamespace = {
  name: 'Ingot::GuestAgent',
  displayName: 'Guest agent and backup',
  description: 'What the service may ask of the QEMU guest agent that runs inside the machine.',
  associations: ON_IMAGES,
  properties: {
    hw_qemu_guest_agent: {
      title: 'Guest agent',
      description:
        'Whether the QEMU guest agent is installed and enabled. Setting passwords and freezing file systems depend on it.',
      type: 'string',
      enum: ['yes', 'no'],
      default: 'no',
    },
    os_require_quiesce: {
      title: 'Consistent snapshots only',
      description:
        'With yes a snapshot fails when the file systems cannot be frozen, instead of being taken as after a power cut.',
      type: 'string',
      enum: ['yes', 'no'],
      default: 'no',
    },
  },
};
