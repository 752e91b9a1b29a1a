/** A pattern of a profile. Texts have lines, and names are Unicode. @throws SyntaxError */
export function toRegExp(pattern: string, { ignoreCase = false } = {}): RegExp {
  return new RegExp(pattern, ignoreCase ? 'imu' : 'mu');
}
