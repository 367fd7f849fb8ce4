import { type Call, type Endpoint, plan, send } from "./calls";

/** Who to try first: nobody where that may be enough, then the accounts that own most, then some that own nothing. */
function callers(endpoint: Endpoint): (number | null)[] {
  const accounts = plan.accounts ? Array.from({ length: 2 * plan.few }, (_, index) => index + 1) : [];
  return endpoint.public || !plan.accounts ? [null, ...accounts] : accounts;
}

/** Every caller on every row that others hang on, the diagonals first: row n is often that of account n or n + 1. */
export function* candidates(endpoint: Endpoint, rows: number[]): Generator<Call> {
  const who = callers(endpoint);
  const bodies = endpoint.bodies.length > 0 ? endpoint.bodies : [undefined];
  for (let shift = 0; shift < (endpoint.of === null && bodies[0] === undefined ? 1 : rows.length); shift++)
    for (const [index, caller] of who.entries())
      for (const body of bodies) {
        const row = rows[(index + shift) % rows.length] ?? 1;
        yield { caller, row, serial: shift * who.length + index, ...(body && { body }) };
      }
}

/** A call that is answered as documented; of a list, one with a full page if there is any. */
export async function findRead(endpoint: Endpoint): Promise<Call | null> {
  const rows = Array.from({ length: plan.few }, (_, index) => index + 1);
  let [best, most] = [null as Call | null, -1];
  for (const call of candidates(endpoint, rows)) {
    const tried = endpoint.kind === "list" ? { ...call, query: `limit=${plan.large}` } : call;
    const { status, body } = await send(endpoint, tried);
    if (status !== endpoint.status) continue;
    const items = body.items?.length ?? 0;
    if (items > most) [best, most] = [call, items];
    if (endpoint.kind !== "list" || items === plan.large) break;
  }
  return best;
}
