import { Fragment } from 'preact';
import styles from './prose.module.css';
import { blocksOf, type Piece } from './prose-blocks.ts';

/** A text of several paragraphs that administrators wrote. */
export function Prose({ text }: { text: string }) {
  return (
    <div class={styles.prose}>
      {blocksOf(text).map(({ kind, lines }, nth) =>
        kind === 'list' ? (
          <ul key={String(nth)}>
            {lines.map((line, at) => (
              <li key={String(at)}>
                <Line pieces={line} />
              </li>
            ))}
          </ul>
        ) : (
          <p key={String(nth)}>
            {lines.map((line, at) => (
              <Fragment key={String(at)}>
                {at > 0 && <br />}
                <Line pieces={line} />
              </Fragment>
            ))}
          </p>
        ),
      )}
    </div>
  );
}

function Line({ pieces }: { pieces: Piece[] }) {
  return (
    <>
      {pieces.map(({ text, href }, nth) =>
        href ? (
          <a key={String(nth)} href={href} rel="noreferrer">
            {text}
          </a>
        ) : (
          <Fragment key={String(nth)}>{text}</Fragment>
        ),
      )}
    </>
  );
}
