const START = Date.UTC(2031, 0, 1);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let serial = 0;
/** A number that no other row of this run has. */
export const next = (): number => ++serial;

/** Text of exactly this length, in letters and digits, different for each `n` as long as there is room. */
export const word = (n: number, length: number): string => n.toString(36).padStart(length, "a").slice(-length);

/** A moment far ahead, as answers write it; `later` hours after the first of its row. Rows never share one. */
export const moment = (n: number, later = 0): string => new Date(START + (n * 10 + later) * HOUR).toISOString();
export const day = (n: number, later = 0): string =>
  new Date(START + (n * 10 + later) * DAY).toISOString().slice(0, 10);
export const past = (): Date => new Date(Date.now() - 3 * DAY);
export const future = (): Date => new Date(Date.now() + 3 * DAY);

/** Whether a moment of the database, or of an answer, is about now. */
export const isRecent = (moment: unknown): boolean => Math.abs(new Date(String(moment)).getTime() - Date.now()) < 60_000;

const pick = (list: string, n: number): string => list.split(" ")[n % list.split(" ").length] ?? "";
export const country = (n: number): string => pick("NL DE FR ES IT PT SE NO DK FI PL CZ AT CH BE IE US CA MX BR JP", n);
export const currency = (n: number): string => pick("EUR USD GBP CHF SEK NOK DKK PLN CZK CAD MXN BRL JPY AUD", n);
export const clock = (n: number): string => `${String(n % 24).padStart(2, "0")}:30`;

export const base64 = (n: number): string => Buffer.from(`bytes ${n}`).toString("base64");
export const bytes = (n: number): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(`bytes ${n}`));

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** One after the other, so that the rows have an age. */
export async function inTurn<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let index = 0; index < count; index++) made.push(await make(index));
  return made;
}
