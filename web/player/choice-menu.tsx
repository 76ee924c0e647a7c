/** A button of the player that opens a list to choose one from, above itself. */
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { cx } from '../ui/cx.ts';
import styles from './choice-menu.module.css';

interface Choice<T> {
  value: T;
  label: string;
}

interface ChoiceMenuProps<T> {
  /** What is chosen, e.g. 화질: the menu's name and the beginning of the button's. */
  name: string;
  choices: readonly Choice<T>[];
  chosen: T;
  onChoose: (value: T) => void;
  /** What else the list leads to, under the choices. */
  more?: { label: string; onOpen: () => void };
  /** What the button shows. */
  children: ComponentChildren;
}

/** Where the focus goes on a key, or undefined for keys the menu leaves alone. */
function target(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at - 1 + count) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}

export function ChoiceMenu<T>({ name, choices, chosen, onChoose, more, children }: ChoiceMenuProps<T>) {
  const [open, setOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const label = choices.find((choice) => choice.value === chosen)?.label ?? '';

  // Before the next key press, which is meant for the list.
  useLayoutEffect(() => {
    if (!open) return;
    list.current?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus();
    const elsewhere = (event: PointerEvent) => {
      if (!whole.current?.contains(event.target as Node)) setOpen(false);
    };
    addEventListener('pointerdown', elsewhere);
    return () => removeEventListener('pointerdown', elsewhere);
  }, [open]);

  function close() {
    setOpen(false);
    button.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    const items = [...(list.current?.children ?? [])] as HTMLElement[];
    const to = target(event.key, items.indexOf(document.activeElement as HTMLElement), items.length);
    if (event.key === 'Escape') close();
    else if (to !== undefined) items[to]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      class={styles.menu}
      ref={whole}
      onFocusOut={(event) => {
        if (event.relatedTarget && !whole.current?.contains(event.relatedTarget as Node)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        class={styles.button}
        aria-label={label ? `${name}: ${label}` : name}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {children}
      </button>
      {open && (
        <div
          ref={list}
          id={id}
          class={styles.list}
          role="menu"
          aria-label={name}
          tabIndex={-1}
          onKeyDown={onKeyDown}
        >
          {choices.map((choice) => (
            <button
              key={choice.label}
              type="button"
              role="menuitemradio"
              aria-checked={choice.value === chosen}
              tabIndex={-1}
              class={styles.item}
              onClick={() => {
                onChoose(choice.value);
                close();
              }}
            >
              {choice.label}
            </button>
          ))}
          {more && (
            <button
              type="button"
              role="menuitem"
              tabIndex={-1}
              class={cx(styles.item, styles.more)}
              onClick={() => {
                // first back to the button: there the focus returns to from what opens
                close();
                more.onOpen();
              }}
            >
              {more.label}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
