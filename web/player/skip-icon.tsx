/** An arrow that turns back or forward around a 10, drawn: text in a button would have to be part of its name. */
export function SkipIcon({ forward = false }: { forward?: boolean }) {
  return (
    <svg
      slot="icon"
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.7"
      stroke-linecap="round"
      stroke-linejoin="round"
      style={{ fill: 'none' }}
    >
      <path
        d={forward ? 'M12 4.5a8 8 0 1 0 8 8M12 1.5l3.5 3-3.5 3' : 'M12 4.5a8 8 0 1 1-8 8M12 1.5l-3.5 3 3.5 3'}
      />
      <path d="M8.2 11l1.5-1v6M13.9 10c1.1 0 1.8 1.2 1.8 3s-.7 3-1.8 3-1.8-1.2-1.8-3 .7-3 1.8-3Z" />
    </svg>
  );
}
