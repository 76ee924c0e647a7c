import styles from './skeleton.module.css';

/**
 * A grey stand-in for what is loading, of the size that the thing itself will have. Sizes are CSS lengths; `ratio`
 * is width ÷ height. Put `<Loading/>` beside a group of them, once.
 */
export function Skeleton({
  width = '100%',
  height,
  ratio,
}: {
  width?: string;
  height?: string;
  ratio?: string;
}) {
  return (
    <span
      class={styles.skeleton}
      aria-hidden="true"
      style={{ width, ...(height && { height }), ...(ratio && { aspectRatio: ratio }) }}
    />
  );
}
