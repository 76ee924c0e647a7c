/** A button that opens a small panel under itself: Escape, a press elsewhere or leaving it by Tab closes it. */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { cx } from './cx.ts';
import styles from './menu.module.css';

interface MenuProps {
  /** What the button shows. */
  button: ComponentChildren;
  /** The button's name, when what it shows is no words. */
  label?: string;
  buttonClass?: string | undefined;
  /** The panel; choosing something in it calls `close`. */
  children: (close: () => void) => ComponentChildren;
}

export function Menu({ button, label, buttonClass, children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useId();

  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: PointerEvent) => {
      if (!whole.current?.contains(event.target as Node)) setOpen(false);
    };
    addEventListener('pointerdown', elsewhere);
    return () => removeEventListener('pointerdown', elsewhere);
  }, [open]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears what the button and the panel inside let pass
    <div
      class={styles.menu}
      ref={whole}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        setOpen(false);
        opener.current?.focus();
      }}
      onFocusOut={(event) => {
        if (event.relatedTarget && !whole.current?.contains(event.relatedTarget as Node)) setOpen(false);
      }}
    >
      <button
        ref={opener}
        type="button"
        class={cx(buttonClass)}
        aria-label={label}
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      <div id={panel} class={styles.panel} hidden={!open}>
        {open && children(() => setOpen(false))}
      </div>
    </div>
  );
}
