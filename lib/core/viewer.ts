/** One role held by a viewer. `departments` is its scope where the role has one; `until` an exclusive end date. */
export interface Grant {
  role: string;
  departments?: string[];
  until?: string | null;
}

/** Who asks: a signed-in person, an API key or the command line. Every road to a number carries one. */
export interface Viewer {
  kind: 'user' | 'key' | 'cli';
  /** e-mail, key name or the command line's `--as` text; for the log of views and exports */
  name: string;
  grants: Grant[];
}
