// @if roles
import type { Role } from "@/generated/prisma/enums";
// @end
import { Problem } from "@/lib/problem";

// @if roles
export type Actor = { readonly id: __ID__; readonly role: Role };
// @else
export type Actor = { readonly id: __ID__ };
// @end

/** Decides who may call an endpoint, and what its handler knows of the caller. Without a token the caller is null. */
export type Policy<A> = (authenticate: () => Promise<Actor | null>) => Promise<A>;

/** A token is not even looked at. */
export const anyone: Policy<null> = async () => null;

/** Whoever sends a token sees more than others; a wrong one is refused. */
export const visitor: Policy<Actor | null> = (authenticate) => authenticate();

export const signedIn: Policy<Actor> = async (authenticate) => {
  const actor = await authenticate();
  if (!actor) throw new Problem("unauthenticated");
  return actor;
};

/** A condition that no record meets. Prisma would drop an empty OR from an AND, and so let everybody in. */
export const noRecord = { id: { in: [] } };

export function only(...roles: Role[]): Policy<Actor> {
  return async (authenticate) => {
    const actor = await signedIn(authenticate);
    if (!roles.includes(actor.role)) throw new Problem("forbidden");
    return actor;
  };
}

__ROLES__
