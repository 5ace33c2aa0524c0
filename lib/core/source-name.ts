/** What a source may be called in addresses and forms: by a page, a pull, a key. */
export const SOURCE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
/** The same in words. */
export const SOURCE_ID_RULE = '1 to 64 letters, digits, dots, dashes and underscores';

/** What the command line takes as well: any words without a slash. */
export const SOURCE_NAME = /^[^\s/\p{C}]([^/\p{C}]{0,98}[^\s/\p{C}])?$/u;
