/** A field-level complaint inside a problem document. */
export interface FieldError {
  field: string;
  detail: string;
}

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  408: 'Too slow',
  409: 'Conflict',
  413: 'Too large',
  422: 'Cannot be answered',
  429: 'Too many requests',
  503: 'Not available',
};

/**
 * The only error a caller sees: one plain sentence and an HTTP status.
 * Mapped once to a problem document (RFC 9457) by lib/http and to one line by the command line.
 */
export class TandemError extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly errors: FieldError[] = [],
  ) {
    super(detail);
    this.name = 'TandemError';
  }

  get title(): string {
    return TITLES[this.status] ?? 'Error';
  }
}

/** Says how long to wait. */
export class TryLater extends TandemError {
  constructor(
    status: 429 | 503,
    readonly retryAfterSeconds: number,
    detail: string,
  ) {
    super(status, detail);
  }
}

/** The caller is the reason. */
export class TooManyRequests extends TryLater {
  constructor(retryAfterSeconds: number, detail: string) {
    super(429, retryAfterSeconds, detail);
  }
}

export const unanswerable = (field: string, detail: string) => new TandemError(422, detail, [{ field, detail }]);
export const forbidden = (detail: string) => new TandemError(403, detail);
