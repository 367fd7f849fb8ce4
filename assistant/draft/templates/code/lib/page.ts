import { z } from "zod";
// @if sorted
import { id, wholeText } from "@/lib/fields";
// @else
// @if uuid
import { id, wholeText } from "@/lib/fields";
// @else
import { idText, wholeText } from "@/lib/fields";
// @end
// @end
import { Problem } from "@/lib/problem";

const MAX_LIMIT = __MAX_PAGE_SIZE__;

// @if sorted
/** The parameters that every list takes. */
export const pageQuery = {
  limit: wholeText.pipe(z.int().min(1).max(MAX_LIMIT)).default(__PAGE_SIZE__),
  cursor: z.string().min(1).max(2000).exactOptional(),
};

/** For a list with neither filters nor a choice of order. */
export const PageQuery = z.strictObject(pageQuery);
// @else
/** The parameters that every list takes. */
export const pageQuery = {
  limit: wholeText.pipe(z.int().min(1).max(MAX_LIMIT)).default(__PAGE_SIZE__),
// @if uuid
  cursor: id.exactOptional(),
// @else
  cursor: idText.exactOptional(),
// @end
};

/** For a list without filters. */
export const PageQuery = z.strictObject(pageQuery);
// @end

export type PageQuery = z.output<typeof PageQuery>;

export type Page<T> = { items: T[]; nextCursor: string | null };

// @if sorted
/** `sort` is a field for ascending order, or `-field` for descending. */
type ListQuery = PageQuery & { sort?: string };

type Direction = "asc" | "desc";

/** How a field continues after a value: the value as the database takes it, and the conditions for what lies beyond. */
type Order = (value: unknown, direction: Direction) => { value: unknown; beyond: object[] };

/** The order of a field whose values a query can compare. */
export const compared = (schema: z.ZodType): Order => (found, direction) => {
  const value = schema.parse(found);
  return { value, beyond: [direction === "asc" ? { gt: value } : { lt: value }] };
};

/** The order of a field that Postgres ranks but a query cannot compare: an enum or a boolean. */
export const ranked = (...values: readonly unknown[]): Order => (found, direction) => {
  const rank = values.indexOf(found);
  if (rank < 0) throw new RangeError("No value of the field");
  const beyond = direction === "asc" ? values.slice(rank + 1) : values.slice(0, rank);
  return { value: found, beyond: beyond.map((equals) => ({ equals })) };
};

/** Newest first, or as `sort` says and then by id: stable while rows come and go, and served by an index. */
export function pageArgs({ limit, cursor, sort }: ListQuery, orders: Record<string, Order> = {}) {
  const direction: Direction = sort === undefined || sort.startsWith("-") ? "desc" : "asc";
  const field = sort?.replace("-", "");
  const orderBy = [...(field === undefined ? [] : [{ [field]: direction }]), { id: direction }];
  const after = cursor === undefined ? {} : rowsAfter(cursor, direction, field, orders[field ?? ""]);
  return { after, take: limit + 1, orderBy }; // one row more than the page tells whether there is a next page
}

/** A cursor holds the field that orders the list, the id of the last row and its value of that field. */
function rowsAfter(cursor: string, direction: Direction, field = "", order: Order | undefined): object {
  try {
    const held: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    const [, last, found] = z.tuple([z.literal(field), id, z.unknown()]).parse(held);
    const sameValue = { id: direction === "asc" ? { gt: last } : { lt: last } };
    if (!order) return sameValue;
    const { value, beyond } = order(found, direction);
    return { OR: [...beyond.map((condition) => ({ [field]: condition })), { [field]: value, ...sameValue }] };
  } catch {
    throw new Problem("invalid", { errors: [{ parameter: "cursor", detail: "Not a cursor of this list" }] });
  }
}

export function toPage<T extends { id: unknown }>(rows: T[], { limit, sort }: ListQuery): Page<T> {
  const items = rows.slice(0, limit);
  const last: Record<string, unknown> | undefined = items.at(-1);
  if (rows.length <= limit || !last) return { items, nextCursor: null };
  const field = sort?.replace("-", "") ?? "";
  const held = [field, last.id, last[field] ?? null];
  return { items, nextCursor: Buffer.from(JSON.stringify(held)).toString("base64url") };
}
// @else
/**
 * Newest first. Ids grow with time, so the last one is the cursor: stable while rows come and go, and served by an
 * index. One row more than the page is read, to know whether there is a next page.
 */
export const pageArgs = ({ limit, cursor }: PageQuery) => ({
  after: cursor === undefined ? {} : { id: { lt: cursor } },
  take: limit + 1,
  orderBy: { id: "desc" as const },
});

export function toPage<T extends { id: unknown }>(rows: T[], { limit }: PageQuery): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? String(last.id) : null };
}
// @end
