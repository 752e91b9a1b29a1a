import { allOf, cannotBeKnown, holds, holdsNot, type Answer } from '../answer.ts';
import type { LeafOf } from '../check.ts';
import { sight } from '../sight.ts';
import type { Place } from '../subject.ts';

export async function lookAtImage({ fileType, parentNot }: LeafOf<'image'>, { image }: Place): Promise<Answer> {
  const answers: Answer[] = [];
  if (fileType !== undefined) {
    if (image.fileType === null) answers.push(cannotBeKnown('The file type of the image is not known.'));
    else {
      const evidence = [sight('image', 'file-type', image.fileType)];
      answers.push(fileType.includes(image.fileType) ? holds(evidence) : holdsNot(evidence));
    }
  }
  if (parentNot !== undefined) {
    const parent = image.parentFileType;
    const isRefused = parent !== null && parentNot.includes(parent);
    answers.push(isRefused ? holdsNot([sight('parent', 'file-type', parent)]) : holds([]));
  }
  return allOf(answers);
}
