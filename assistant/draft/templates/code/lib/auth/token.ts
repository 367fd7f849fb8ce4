import { errors, jwtVerify, SignJWT } from "jose";
import { findCaller } from "@/lib/data/__ACCOUNT_FILE__";
import { env } from "@/lib/env";
// @if uuid
import { id } from "@/lib/fields";
// @else
import { idText } from "@/lib/fields";
// @end
import type { Actor } from "@/lib/policy/actor";
import { Problem } from "@/lib/problem";

export const TOKEN_SECONDS = 3600;

const ALGORITHM = "HS256";

const ISSUER = "__SLUG__";

const key = () => new TextEncoder().encode(env("JWT_SECRET"));

/** The token says who, never what they may do: that is read on each request, so a change holds at once. */
export const issueToken = (subject: Actor["id"]): Promise<string> =>
  new SignJWT()
    .setProtectedHeader({ alg: ALGORITHM })
    .setSubject(String(subject))
    .setIssuer(ISSUER)
    .setAudience(ISSUER)
    .setIssuedAt()
    .setExpirationTime(`${TOKEN_SECONDS}s`)
    .sign(key());

/** The caller named by an Authorization header, null where there is none; a 401 if it is wrong or the account is gone. */
export async function authenticate(header: string | null): Promise<Actor | null> {
  if (header === null) return null;
  const token = /^Bearer ([\w.-]+)$/i.exec(header)?.[1];
// @if uuid
  const subject = id.safeParse(token === undefined ? null : await verified(token));
// @else
  const subject = idText.safeParse(token === undefined ? null : await verified(token));
// @end
  const actor = subject.success ? await findCaller(subject.data) : null;
  if (!actor) throw new Problem("unauthenticated");
  return actor;
}

/** The subject of a valid token. */
async function verified(token: string): Promise<string> {
  const expected = { algorithms: [ALGORITHM], issuer: ISSUER, audience: ISSUER, requiredClaims: ["exp", "sub"] };
  try {
    return (await jwtVerify<{ sub: string }>(token, key(), expected)).payload.sub;
  } catch (error) {
    throw error instanceof errors.JOSEError ? new Problem("unauthenticated") : error;
  }
}
