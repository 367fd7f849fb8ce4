/** Every way a request can fail: its RFC 9457 type (the key), status and title. docs/API.md explains each. */
const catalogue = {
__CATALOGUE__
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemType = keyof typeof catalogue;

export type FieldError = { detail: string } & ({ pointer: string } | { parameter: string });

type More = { errors?: FieldError[]; headers?: Record<string, string> };

const fixedHeaders: Partial<Record<ProblemType, Record<string, string>>> = {
// @if auth
  unauthenticated: { "www-authenticate": "Bearer" },
  "bad-credentials": { "www-authenticate": "Bearer" },
// @end
  busy: { "retry-after": "1" },
};

/** Thrown anywhere below a route; handle() turns it into the response. */
export class Problem extends Error {
  constructor(
    readonly type: ProblemType,
    readonly more: More = {},
  ) {
    super(type);
  }

  toResponse(requestId: string): Response {
    const [status, title] = catalogue[this.type];
    const { errors, headers } = this.more;
    const body = { type: `/problems/${this.type}`, title, status, requestId, ...(errors && { errors }) };
    return new Response(JSON.stringify(body), {
      status,
      headers: { "content-type": "application/problem+json", ...fixedHeaders[this.type], ...headers },
    });
  }
}

/** The 422 for one field of the body. */
export const invalidField = (pointer: string, detail: string): Problem =>
  new Problem("invalid", { errors: [{ pointer, detail }] });
