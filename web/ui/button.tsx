/** Buttons and links that look like buttons. */
import type { ComponentChildren, JSX } from 'preact';
import styles from './button.module.css';
import { cx } from './cx.ts';

/** One `primary` per view; `text` for what is beside something else; `danger` for what cannot be undone. */
export type ButtonLook = 'primary' | 'secondary' | 'tertiary' | 'text' | 'danger';
export type ButtonSize = 'small' | 'medium' | 'large';

interface Look {
  look?: ButtonLook;
  size?: ButtonSize;
  wide?: boolean;
  children?: ComponentChildren;
}

function classOf({ look = 'tertiary', size = 'medium', wide = false }: Look): string {
  return cx(styles.button, styles[look], styles[size], wide && styles.wide);
}

type ButtonProps = Look & { busy?: boolean; class?: string } & Omit<
    JSX.IntrinsicElements['button'],
    'size' | 'class' | 'className'
  >;

/** A button; `busy` keeps it where it is, says so to screen readers and ignores presses. */
export function Button({ look, size, wide, busy = false, onClick, children, ...rest }: ButtonProps) {
  const base = classOf({ ...(look && { look }), ...(size && { size }), ...(wide && { wide }) });
  return (
    <button
      type="button"
      {...rest}
      class={cx(base, rest.class)}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled'] || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {children}
    </button>
  );
}

type ButtonLinkProps = Look & { href: string } & Omit<
    JSX.IntrinsicElements['a'],
    'size' | 'href' | 'class' | 'className' | 'role'
  >;

/** A link that leads on, drawn as a button. */
export function ButtonLink({ look, size, wide, children, ...rest }: ButtonLinkProps) {
  const base = classOf({ ...(look && { look }), ...(size && { size }), ...(wide && { wide }) });
  return (
    <a {...rest} class={base}>
      {children}
    </a>
  );
}
