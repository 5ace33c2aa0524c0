const PATHS = {
  caret: 'M4 6l4 4 4-4',
  up: 'M8 13V3M4 7l4-4 4 4',
  down: 'M8 3v10M4 9l4 4 4-4',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3 8.5l3.2 3.2L13 5',
  cross: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  sun: 'M8 5a3 3 0 100 6 3 3 0 000-6zM8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7',
  moon: 'M13 9.5A5.5 5.5 0 016.5 3a5.5 5.5 0 106.5 6.5z',
  out: 'M6.5 2.5h-3v11h3M6.5 8h7M10.5 5l3 3-3 3',
  table: 'M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 6.5v6',
  chart: 'M2.5 13.5h11M4.5 11V8M8 11V4M11.5 11V6.5',
  info: 'M8 14A6 6 0 108 2a6 6 0 000 12zM8 7.2V11M8 5h.01',
  file: 'M8 2.5v7M5 6.5l3 3 3-3M3 12.5h10',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5.5a2.5 2.5 0 015 0v2',
  clock: 'M8 14A6 6 0 108 2a6 6 0 000 12zM8 5v3.2l2 1.3',
  search: 'M7 11.5a4.5 4.5 0 100-9 4.5 4.5 0 000 9zM10.3 10.3l3.2 3.2',
  flat: 'M3 8h10',
  plus: 'M8 3.5v9M3.5 8h9',
  offline:
    'M2 6.2a9 9 0 012.6-1.7M7 3.6a9 9 0 017 2.6M4.3 8.6a6 6 0 012-1.3M9.6 7.3a6 6 0 012.1 1.3M8 12h.01M2.5 2.5l11 11',
  group:
    'M6 7.5a2.2 2.2 0 100-4.4 2.2 2.2 0 000 4.4zM2 13c0-2.4 1.6-4 4-4s4 1.6 4 4M10.6 3.3a2.2 2.2 0 010 4M11.8 9.3c1.4.5 2.2 1.9 2.2 3.7',
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon, 16 px, in the colour of the text around it. Decorative: the words beside it carry the meaning. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** Two circles that overlap: AI and people at one wheel. Drawn without blending, so that dark keeps both. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <circle cx="7" cy="10" r="6" fill="var(--ai)" />
      <circle cx="13" cy="10" r="6" fill="var(--human)" />
      <path d="M10 4.8a6 6 0 010 10.4 6 6 0 010-10.4z" fill="var(--ink)" opacity="0.82" />
    </svg>
  );
}
