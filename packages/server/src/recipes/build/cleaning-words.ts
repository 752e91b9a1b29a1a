import type { Outcome } from '../../preparation/index.ts';

type Changed = Outcome['changes'][number];
type LeftAlone = Outcome['left'][number];

/** What was done to one file of a disk that is cleaned. */
export function changeSentence({ mend, path, action }: Changed): string {
  switch (action) {
    case 'empty':
      return `Emptied ${path} (${mend}).`;
    case 'remove':
      return `Removed ${path} (${mend}).`;
    case 'remove-directory':
      return `Removed the directory ${path} (${mend}).`;
    case 'link':
      return `Enabled ${path} (${mend}).`;
  }
}

const BECAUSE: Readonly<Record<LeftAlone['because'], string>> = {
  link: 'it lies behind a link',
  name: 'its name has a line break',
  'file-system': 'nothing is written to its file system',
  mount: 'something is mounted there',
  'too-much': 'there are too many of them',
  unreadable: 'it cannot be read',
  failed: 'it was tried and failed',
};

/** What would have to be changed and is not. */
export function leftSentence({ mend, path, because }: LeftAlone): string {
  return `Left ${path} (${mend}): ${BECAUSE[because]}.`;
}
