const NAME = /^[A-Z][A-Za-z_]+(\/[A-Za-z][A-Za-z0-9_+-]*)+$/;

/**
 * Whether this is a zone's IANA name, old and new names alike (`Asia/Calcutta` and `Asia/Kolkata`): lists of names know
 * one of the two. Offsets are none: the database reads their sign the other way round.
 */
export function isZone(name: string): boolean {
  if (name === 'UTC') return true;
  if (!NAME.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
