import { describe, expect, test } from "vitest";
import { call, type Page } from "../client";
import type { Caller } from "../world/people";
import { inTurn } from "../world/values";

type Row = { id: string | number };
type Shown = Row & Record<string, unknown>;
/** A list, somebody who may see it, and how records come to be and go that they see there. */
export type Listing<R extends Row> = {
  path: string;
  actor?: Caller;
  make: (over?: object) => Promise<R>;
  show: (row: R) => object;
  /** Missing where other rows hold on to it. */
  remove?: (row: R) => Promise<unknown>;
};
type Open<R extends Row> = () => Promise<Listing<R>>;

const get = <R extends Row>({ path, actor }: Listing<R>, query: Record<string, string | number> = {}) => {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  return call<Page<Shown>>("GET", `${path}?${search}`, { actor });
};

/** Every record of a list, page by page, `limit` at a time. */
async function walk<R extends Row>(listing: Listing<R>, query: Record<string, string | number>): Promise<Shown[]> {
  const seen: Shown[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const { status, body }: Awaited<ReturnType<typeof get>> = await get(listing, { ...query, ...(cursor && { cursor }) });
    expect(status).toBe(200);
    seen.push(...body.items);
    cursor = body.nextCursor;
    if (seen.length > 500) expect.fail("the pages have no end");
  }
  return seen;
}

const ids = (rows: Row[]) => rows.map(({ id }) => id);

/** `size` is how many a page holds unless asked. */
export function provePages<R extends Row>(open: Open<R>, size: number): void {
  describe("pages", () => {
    test("hold every record once, newest first, though records come and go between them", async () => {
      const listing = await open();
      const older = await walk(listing, {});
      const rows = (await inTurn(5, () => listing.make())).reverse();
      const first = (await get(listing, { limit: 2 })).body;
      await listing.make();
      const [, last] = rows;
      if (last) await listing.remove?.(last);
      const second = (await get(listing, { limit: 2, cursor: first.nextCursor ?? "" })).body;
      const third = await walk(listing, { limit: 2, cursor: second.nextCursor ?? "" });
      expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids(rows.slice(0, 4)));
      expect(ids(third)).toEqual([...ids(rows.slice(4)), ...ids(older)]);
      if (listing.remove) expect(ids(await walk(listing, {}))).not.toContain(last?.id);
    });

    test("show what is stored", async () => {
      const listing = await open();
      const row = await listing.make();
      expect((await get(listing)).body.items[0]).toEqual(listing.show(row));
    });

    test(`hold ${size} unless asked, and tell whether there are more`, async () => {
      const listing = await open();
      await inTurn(size + 1, () => listing.make());
      const { items, nextCursor } = (await get(listing)).body;
      expect({ count: items.length, more: nextCursor !== null }).toEqual({ count: size, more: true });
      const all = await walk(listing, {});
      const whole = (await get(listing, { limit: Math.min(all.length, __MOST__) })).body;
      expect({ count: whole.items.length, nextCursor: whole.nextCursor }).toEqual({ count: all.length, nextCursor: null });
    });
  });
}

/** For each field that a list can be ordered by: values of rows in their order, and how many rows have each. */
export function proveSorting<R extends Row>(open: Open<R>, cases: [field: string, values: unknown[]][]): void {
  test.each(cases)("are sorted by %s, both ways, and lose nothing where values are equal", async (field, values) => {
    const listing = await open();
    const order = [...values.keys()];
    const mixed = [...order.filter((index) => index % 2 === 1), ...order.filter((index) => index % 2 === 0)];
    const rows = await inTurn(mixed.length, async (index) => {
      const place = mixed[index] ?? 0;
      return { place, row: await listing.make({ [field]: values[place] }) };
    });
    const shown = (row: R) => JSON.stringify((listing.show(row) as Record<string, unknown>)[field]);
    const made = new Map(rows.map(({ row }) => [row.id, row]));
    const expected = rows.sort((a, b) => a.place - b.place).map(({ row }) => shown(row));
    for (const [sort, wanted] of [[field, expected], [`-${field}`, expected.toReversed()]] as const) {
      const found = (await walk(listing, { sort, limit: 2 })).flatMap(({ id }) => made.get(id) ?? []);
      expect(found.map(shown)).toEqual(wanted);
      expect(new Set(ids(found)).size).toBe(rows.length);
    }
  });
}

/** A filter: its parameter, the columns of a few rows, the value asked for, and which of the rows it leaves. */
export type Filter<R extends Row> = {
  parameter: string;
  rows: (listing: Listing<R>) => Promise<R[]>;
  value: (rows: R[]) => unknown | Promise<unknown>;
  left: (row: R, index: number, rows: R[]) => boolean;
};

export function proveFilters<R extends Row>(open: Open<R>, filters: Filter<R>[]): void {
  test.each(filters)("are narrowed by $parameter", async ({ parameter, rows, value, left }) => {
    const listing = await open();
    const made = await rows(listing);
    const asked = String(await value(made));
    const found = new Set(ids(await walk(listing, { [parameter]: asked })));
    const expected = made.filter(left);
    expect(expected.length).toBeGreaterThan(0);
    expect(ids(made.filter(({ id }) => found.has(id)))).toEqual(ids(expected));
  });
}
