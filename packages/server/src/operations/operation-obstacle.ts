/** Why something cannot be done with an operation. */
export const OPERATION_OBSTACLES = {
  over: 'It has ended already.',
  'under-way': 'It has not ended yet.',
  succeeded: 'It has succeeded: there is nothing to be done again.',
  role: 'This takes the role member in its project.',
  'half-done': 'Half of this would leave the disk or the machine unusable: wait for its end.',
  shared: 'Others may wait for the same disk. Delete the images that have this content, if nobody needs it.',
  'data-gone': 'The data that had come were given up with it: send them again.',
  'secrets-gone': 'Secrets are kept nowhere: run the recipe again, with them.',
  elsewhere: 'Start it again where it was started, on what it was done to.',
} as const;

export type OperationObstacle = keyof typeof OPERATION_OBSTACLES;
