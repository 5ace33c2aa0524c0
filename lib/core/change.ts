/** A change that the log keeps beside views and exports: of what, and from what to what. Never a secret. */
export interface Change {
  what: 'setting' | 'person' | 'link' | 'password' | 'key' | 'aliases' | 'source' | 'pull';
  /** the setting, the person's e-mail, the key's name and number, the source */
  name: string;
  /** absent where there was nothing before */
  before?: unknown;
  /** absent where nothing is left */
  after?: unknown;
}
