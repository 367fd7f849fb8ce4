import { z } from "zod";
import { Prisma } from "@/generated/prisma/client";

// @if uuid
export const id = z.uuid();

export const ById = z.object({ id });
// @else
/** What Postgres keeps in an integer column that counts up. */
export const id = z.int().min(1).max(2_147_483_647);

/** An id in a path, a query or a token. */
export const idText = z.string().regex(/^[1-9]\d{0,9}$/, "Not an id").transform(Number).pipe(id);

export const ById = z.object({ id: idText });
// @end

/** One line of text. Control characters and halves of a surrogate pair are refused: Postgres cannot store them. */
export const text = (max: number, min = 1) =>
  z.string().trim().min(min).max(max).regex(/^[^\p{Cc}\p{Cs}]*$/u, "No control characters");

/** Text of several lines: a tab and line breaks are fine in it. */
export const prose = (max: number, min = 1) =>
  z.string().trim().min(min).max(max).regex(/^(?:[\t\n\r]|[^\p{Cc}\p{Cs}])*$/u, "No control characters");

/** Kept in lower case, so that one address has one spelling. */
export const email = (max: number, min = 1) => z.string().trim().toLowerCase().min(min).max(max).pipe(z.email());

export const url = (max: number, min = 1) => z.string().trim().min(min).max(max).pipe(z.url({ protocol: /^https?$/ }));

export const slug = (max: number, min = 1) =>
  z.string().trim().min(min).max(max).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Lower-case words joined by hyphens");

/** E.164. */
export const phone = z.string().trim().regex(/^\+[1-9]\d{6,14}$/, "A + and 7 to 15 digits");

/** ISO 3166-1 alpha-2. */
export const country = z.string().trim().regex(/^[A-Z]{2}$/, "Two capital letters");

/** ISO 4217. */
export const currency = z.string().trim().regex(/^[A-Z]{3}$/, "Three capital letters");

export const color = z.string().trim().regex(/^#[0-9a-fA-F]{6}$/, "A colour such as #1e90ff");

export const clock = z.string().trim().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "A time such as 09:30");

/** Within a Postgres integer. */
export const whole = (min = -2_147_483_648, max = 2_147_483_647) => z.int().min(min).max(max);

const MAX_BIGINT = 2n ** 63n - 1n;

/** Digits, because a JSON number would lose some. */
export const bigWhole = (min = -MAX_BIGINT - 1n, max = MAX_BIGINT) =>
  z.string().regex(/^-?\d{1,19}$/, "Not a whole number").transform(BigInt).pipe(z.bigint().min(min).max(max));

/** An exact decimal number as text: `precision` digits in all, `scale` of them behind the point. */
export const decimal = (precision: number, scale: number, min?: string, max?: string) =>
  z.string()
    .regex(decimalPattern(precision, scale), { error: `Not a number of at most ${scale} decimals`, abort: true })
    .refine((value) => min === undefined || new Prisma.Decimal(value).gte(min), `At least ${min}`)
    .refine((value) => max === undefined || new Prisma.Decimal(value).lte(max), `At most ${max}`);

function decimalPattern(precision: number, scale: number): RegExp {
  const digits = precision > scale ? `\\d{1,${precision - scale}}` : "0";
  return new RegExp(`^-?${digits}${scale > 0 ? `(\\.\\d{1,${scale}})?` : ""}$`);
}

/** Years of four digits: Postgres has no year 0, and ISO 8601 no plain fifth digit. */
const inRange = (moment: Date): boolean => moment.getUTCFullYear() >= 1 && moment.getUTCFullYear() <= 9999;

/** A moment with any offset. */
export const instant = z.iso.datetime({ offset: true }).transform((value) => new Date(value))
  .refine(inRange, "Between the years 1 and 9999");

export const day = z.iso.date().transform((value) => new Date(value)).refine(inRange, "Between the years 1 and 9999");

const MAX_DEPTH = 32;

/** Anything that JSON can say but null, and that Postgres can store. */
export const json = z.custom<Prisma.InputJsonValue>(isStorable, "Not JSON that can be stored");

function isStorable(value: unknown, depth = 0): boolean {
  switch (typeof value) {
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(value);
    case "string":
      return isStorableText(value);
    case "object":
      if (value === null) return depth > 0;
      return depth < MAX_DEPTH && Object.entries(value).every(([key, each]) => isStorableText(key) && isStorable(each, depth + 1));
    default:
      return false;
  }
}

/** Text as a cursor brings it back. */
export const storedText = z.string().max(2000).refine(isStorableText, "Not text that can be stored");

/** Neither NUL nor half a surrogate pair. */
function isStorableText(value: string): boolean {
  return !/[\0\p{Cs}]/u.test(value);
}

/** Null empties a column of JSON, where the database knows two kinds of null. */
export const jsonOrEmpty = json.nullable().transform((value) => value ?? Prisma.DbNull);

export const base64 = (max?: number) =>
  (max === undefined ? z.base64() : z.base64().max(max)).transform((value) => new Uint8Array(Buffer.from(value, "base64")));

/** A whole number in a query. */
export const wholeText = z.string().regex(/^-?\d{1,10}$/, "Not a whole number").transform(Number);

/** A number in a query. */
export const numberText = z.string().regex(/^-?\d{1,15}(\.\d{1,15})?(e[+-]?\d{1,3})?$/i, "Not a number").transform(Number)
  .pipe(z.number());

/** A boolean in a query. */
export const booleanText = z.enum(["true", "false"]).transform((value) => value === "true");

/** A filter between two bounds, both inclusive. */
export const between = <T>(from: T | undefined, to: T | undefined) => ({
  ...(from !== undefined && { gte: from }),
  ...(to !== undefined && { lte: to }),
});

/** In answers: a moment in UTC with milliseconds. */
export const instantAnswer = z.date().transform((value) => value.toISOString());

/** In answers: the day alone. */
export const dayAnswer = z.date().transform((value) => value.toISOString().slice(0, 10));

/** In answers: digits. */
export const bigWholeAnswer = z.bigint().transform(String);

/** In answers: always as many decimals as the column has. */
export const decimalAnswer = (scale: number) => z.instanceof(Prisma.Decimal).transform((value) => value.toFixed(scale));

/** In answers: base64. */
export const base64Answer = z.instanceof(Uint8Array).transform((value) => Buffer.from(value).toString("base64"));
