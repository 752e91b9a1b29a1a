import { Button } from '@gravity-ui/uikit';
import { useRef, type ReactNode } from 'react';
import { canPick, pickFile, type ChosenFile } from './file-access.ts';

interface FileButtonProps {
  readonly text: string;
  readonly onChoose: (chosen: ChosenFile) => void;
}

/** Has a file chosen, and remembers the way back to it where the browser can. */
export function FileButton({ text, onChoose }: FileButtonProps): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const choose = async (): Promise<void> => {
    if (!canPick()) {
      field.current?.click();
      return;
    }
    const chosen = await pickFile();
    if (chosen) onChoose(chosen);
  };
  return (
    <>
      <Button onClick={() => void choose()}>{text}</Button>
      <input
        ref={field}
        type="file"
        hidden
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) onChoose({ file, handle: null });
          // The same file once more is a choice as well.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
