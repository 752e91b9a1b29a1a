/** Programs of the system that do a part of the work, inside the fence. */
export { ProgramError, type ProgramErrorCode } from './program-error.ts';
export { fenceProblem } from './program-problem.ts';
