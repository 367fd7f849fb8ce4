import { decodeJwt, SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, test, vi } from "vitest";
import { issueToken } from "@/lib/auth/token";
import { db } from "@/lib/data/db";
import { call, type Problem, problem, ready } from "./client";
import { password } from "./world/password";
import { __PEOPLE__ } from "./world/people";
import { next, times } from "./world/values";
import { make__ACCOUNT__, shown__ACCOUNT__, __CAMEL__Links } from "./world/rows/__FILE__";

type Token = { accessToken: string; tokenType: string; expiresIn: number };
const login = (__IDENTIFIER__: string, secret = password) =>
  call<Token & Problem>("POST", "__BASE__/auth/login", { body: { __IDENTIFIER__, password: secret } });
const me = (token?: string, scheme = "Bearer") =>
  call("GET", "__BASE__/auth/me", token === undefined ? {} : { headers: { authorization: `${scheme} ${token}` } });
__REGISTER__
describe("login", () => {
  test("gives a token that works, expires in an hour and says nothing but who", async () => {
    const account = await make__ACCOUNT__();
    const { status, body } = await login(account.__IDENTIFIER__);
    expect({ status, ...body }).toMatchObject({ status: 200, tokenType: "Bearer", expiresIn: 3600 });
    const { iat = 0, exp, iss, aud, ...claims } = decodeJwt(body.accessToken);
    expect(claims).toEqual({ sub: String(account.id) });
    expect(exp).toBe(iat + 3600);
    expect(await me(body.accessToken)).toMatchObject({ status: 200, body: shown__ACCOUNT__(account) });
  });
__SPELLING__
  test("answers an unknown account and a wrong password alike, after the same work", async () => {
    const known = (await make__ACCOUNT__()).__IDENTIFIER__;
    const unknown = __UNKNOWN__;
    const attempt = async (who: string) => {
      const start = process.cpuUsage();
      const { status, headers, body } = await login(who, "wrong password");
      const { user, system } = process.cpuUsage(start); // what other processes do is not in it
      const { requestId: _, ...rest } = body;
      return { work: user + system, answer: { status, rest, headers: [...headers].filter(([name]) => name !== "x-request-id") } };
    };
    const runs = { known: [await attempt(known)], unknown: [await attempt(unknown)] };
    expect(runs.unknown[0]?.answer).toEqual(runs.known[0]?.answer);
    expect(runs.known[0]?.answer).toMatchObject({ status: 401, rest: { type: "/problems/bad-credentials" } });
    for (let i = 0; i < 6; i++) {
      runs.known.push(await attempt(known));
      runs.unknown.push(await attempt(unknown));
    }
    const least = (all: { work: number }[]) => Math.min(...all.map(({ work }) => work));
    expect(least(runs.unknown) / least(runs.known)).toBeGreaterThan(0.5);
  });
});

describe("too many attempts", () => {
  const fail = async (who: string, attempts: number) => {
    for (let i = 0; i < attempts; i++) expect((await login(who, "wrong password")).status).toBe(401);
  };

  test("after 10 failures even the right password waits, for this account alone, for 15 minutes", async () => {
    const [one, other] = [await make__ACCOUNT__(), await make__ACCOUNT__()];
    const start = Date.now();
    await fail(one.__IDENTIFIER__, 10);
    const refused = await login(one.__IDENTIFIER__);
    expect(refused).toMatchObject(problem(429, "too-many-attempts"));
    const seconds = Number(refused.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(15 * 60);
    expect((await login(other.__IDENTIFIER__)).status).toBe(200);
    for (const [minutes, status] of [
      [14, 429],
      [16, 200],
    ] as const) {
      vi.useFakeTimers({ now: start + minutes * 60_000, toFake: ["Date"] });
      expect((await login(one.__IDENTIFIER__)).status).toBe(status);
    }
    vi.useRealTimers();
  });

  test("an account that does not exist is refused alike", async () => {
    const who = __UNKNOWN__;
    await fail(who, 10);
    expect((await login(who)).status).toBe(429);
  });
});

describe("access token", () => {
  const now = Math.floor(Date.now() / 1000);
  const of = async (id: Parameters<typeof issueToken>[0]) => {
    const { iss = "", aud = "", sub = "" } = decodeJwt(await issueToken(id));
    return { iss, aud, sub, iat: now, exp: now + 3600 };
  };
  const sign = (claims: object, alg = "HS256", secret = process.env.JWT_SECRET) =>
    new SignJWT({ ...claims }).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));

  test("of this form is accepted", async () => {
    const { id } = await signIn();
    expect((await me(await sign(await of(id)))).status).toBe(200);
  });

  type Claims = Awaited<ReturnType<typeof of>>;
  test.each<[string, (claims: Claims) => string | undefined | Promise<string>]>([
    ["none", () => undefined],
    ["no JWT", () => "abc"],
    ["expired", (claims) => sign({ ...claims, exp: now - 1 })],
    ["without expiry", ({ exp: _, ...claims }) => sign(claims)],
    ["without subject", ({ sub: _, ...claims }) => sign(claims)],
    ["with a subject that is no id", (claims) => sign({ ...claims, sub: "nonsense" })],
    ["alg none", (claims) => new UnsecuredJWT({ ...claims }).encode()],
    ["another algorithm", (claims) => sign(claims, "HS512")],
    ["another secret", (claims) => sign(claims, "HS256", "another secret of thirty-two chars")],
    ["another issuer", (claims) => sign({ ...claims, iss: "elsewhere" })],
    ["another audience", (claims) => sign({ ...claims, aud: "elsewhere" })],
    ["of somebody who is gone", () => issueToken(__GONE__)],
  ])("%s: 401", async (_, make) => {
    const { id } = await signIn();
    const reply = await me(await make(await of(id)));
    expect(reply).toMatchObject(problem(401, "unauthenticated"));
    expect(reply.headers.get("www-authenticate")).toBe("Bearer");
  });

  test("in another scheme: 401", async () => {
    expect((await me((await signIn()).token, "Basic")).status).toBe(401);
  });
__CHANGES__
});
