/** The desktop image that a command is about. */
export const DESKTOP_IMAGE_ARGUMENT = {
  name: 'image',
  help: 'argument.desktop-image',
  complete: 'desktop-image',
} as const;
