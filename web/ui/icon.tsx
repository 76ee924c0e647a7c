/** Line icons, 24 × 24, drawn in the colour of the text; always beside words or inside something that has a name. */
const paths = {
  search: 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm5 12 4.5 4.5',
  menu: 'M4 6h16M4 12h16M4 18h16',
  close: 'M5 5l14 14M19 5 5 19',
  account: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4 20.5c1-4 4.2-5.5 8-5.5s7 1.5 8 5.5',
  globe: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM3 12h18M12 3c5 5.4 5 12.6 0 18M12 3c-5 5.4-5 12.6 0 18',
  display: 'M3 19 8.5 5 14 19M5 14.5h7M15 19l3-8 3 8M16 16.5h4',
  down: 'm6 9 6 6 6-6',
  up: 'm6 15 6-6 6 6',
  left: 'm15 5-7 7 7 7',
  right: 'm9 5 7 7-7 7',
  play: 'M8 5v14l11-7Z',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  alert: 'M12 3.5 2.5 20h19ZM12 10v4.5M12 17.2v.3',
  plus: 'M12 5v14M5 12h14',
  upload: 'M12 16V4m-5 5 5-5 5 5M4 16v4h16v-4',
  download: 'M12 4v12m-5-5 5 5 5-5M4 16v4h16v-4',
  edit: 'M4 20l1-4.5L16.5 4 20 7.5 8.5 19Z',
  trash: 'M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13',
  eye: 'M2 12c2.5-4.3 6-6.5 10-6.5s7.5 2.2 10 6.5c-2.5 4.3-6 6.5-10 6.5S4.5 16.3 2 12Zm10-3a3 3 0 1 1 0 6 3 3 0 0 1 0-6Z',
  retry: 'M20 5v5h-5M19.5 10A8 8 0 1 0 20 13.5',
} as const;

export type IconName = keyof typeof paths;

export function Icon({
  name,
  size = 24,
  filled = false,
}: {
  name: IconName;
  size?: number;
  filled?: boolean;
}) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 24 24"
      style={{ width: `${size / 10}rem`, height: `${size / 10}rem`, flex: 'none' }}
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  );
}
