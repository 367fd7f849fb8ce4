import { describe, expect, test } from "vitest";
import { call, type Page } from "../client";
import type { Body } from "../world/bodies";
import { type Caller, callers } from "../world/people";

type Row = { id: string | number };
type Ask = [method: string, path: string, body?: Body];

/** How records come to be: somebody else's, or the caller's, by what makes it theirs; and all of them, to compare. */
type Records<R extends Row> = {
  make: (over?: object) => Promise<R>;
  owners?: Record<string, (actor: { id: never; token: string }, over?: object) => Promise<R>>;
  rows: () => Promise<unknown>;
};

type Proof<R extends Row> = {
  operation: string;
  rule: string;
  when?: string;
  over?: (actor: Caller) => object | Promise<object>;
  ask: (row: R, actor: Caller) => Ask | Promise<Ask>;
  /** By person: the status, or whether a list shows the record. */
  expected: Record<string, number | string>;
  rows?: () => Promise<unknown>;
};

/** Sends the request as each person and holds the answer to what the rule says. A refusal must change nothing. */
export function prove<R extends Row>(records: Records<R> | undefined, proof: Proof<R>): void {
  const { operation, rule, when = "", over = () => ({}), ask, expected, rows = records?.rows } = proof;
  describe(`${operation} ${when}: ${rule}`, () => {
    test.each(Object.entries(expected))("%s: %s", async (person, outcome) => {
      const { actor, row } = await stage(records, person, over);
      const [method, path, body] = await ask(row, actor);
      const before = await rows?.();
      const reply = await call<Page<Row>>(method, path, { actor, body });
      if (typeof outcome === "string") {
        expect(reply.status).toBe(200);
        const shown = reply.body.items.some(({ id }) => id === row.id);
        expect(shown ? "shown" : "hidden").toBe(outcome);
      } else {
        expect({ status: reply.status, body: reply.body }).toMatchObject({ status: outcome });
      }
      if (reply.status >= 400) expect(await rows?.()).toEqual(before);
    });
  });
}

async function stage<R extends Row>(records: Records<R> | undefined, person: string, over: NonNullable<Proof<R>["over"]>) {
  const own = records?.owners?.[person];
  const known: Record<string, () => Promise<Caller>> = callers;
  const come = known[own ? "an owner" : person];
  if (!come) throw new Error(`nobody is called ${person}`);
  const actor = await come();
  const row = own && actor ? await own(actor as { id: never; token: string }, await over(actor)) : await records?.make(await over(actor));
  return { actor, row: row as R };
}
