/** A button that opens the browser's file picker. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Button, type ButtonLook, type ButtonSize } from '../ui/button.tsx';
import { canPickFiles, pickFiles } from './upload/handles.ts';

interface FileButtonProps {
  /** as the `accept` of an input; empty for any file */
  accept: string;
  multiple?: boolean;
  /** where they lie is wanted too, to find them again after the browser was closed */
  findable?: boolean;
  look?: ButtonLook;
  size?: ButtonSize;
  busy?: boolean;
  onFiles: (files: File[]) => void;
  children: ComponentChildren;
}

export function FileButton({
  accept,
  multiple = false,
  findable = false,
  look,
  size,
  busy,
  onFiles,
  children,
}: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);

  async function pick(): Promise<void> {
    if (!findable || !canPickFiles()) return input.current?.click();
    const files = await pickFiles(accept, multiple);
    if (files.length > 0) onFiles(files);
  }

  return (
    <>
      <Button
        {...(look && { look })}
        {...(size && { size })}
        {...(busy && { busy })}
        onClick={() => void pick()}
      >
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        multiple={multiple}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // The same file must be able to be picked twice in a row.
          event.currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}
