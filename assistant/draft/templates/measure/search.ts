import { type Call, type Endpoint, plan, send } from "./calls";

/** Who to try: nobody where that may be enough, the accounts that own most, then, to create, some that own nothing. */
function callers(endpoint: Endpoint): (number | null)[] {
  const count = endpoint.kind === "write" && endpoint.of === null ? 2 * plan.few : plan.few;
  const accounts = Array.from({ length: plan.accounts ? count : 0 }, (_, index) => index + 1);
  return endpoint.public || !plan.accounts ? [null, ...accounts] : accounts;
}

/**
 * Every caller with every row that others hang on; to create, also with one on which nothing hangs yet, to delete, only. Account n is row n, often
 * owns row n - 1, and what hangs on that row n - 2, so each begins with itself and goes down.
 */
export function* candidates(endpoint: Endpoint): Generator<Call> {
  const bodies = endpoint.bodies.length > 0 ? endpoint.bodies : [undefined];
  const last = plan.rows - plan.few + 1;
  const firsts =
    endpoint.method === "DELETE" ? [last] : endpoint.kind === "write" && endpoint.of === null ? [1, last] : [1];
  let serial = 0;
  for (let down = 0; down < (endpoint.of === null && endpoint.kind !== "write" ? 1 : plan.few); down++)
    for (const caller of callers(endpoint))
      for (const body of bodies)
        for (const first of firsts) {
          const row = first + (((caller ?? 1) + 2 * plan.few - down - 1) % plan.few);
          yield { caller, row, serial: serial++, ...(body && { body }) };
        }
}

/** A call that is answered as documented; of a list, one with a full page if there is any. */
export async function findRead(endpoint: Endpoint): Promise<Call | null> {
  let [best, most] = [null as Call | null, -1];
  for (const call of candidates(endpoint)) {
    const tried = endpoint.kind === "list" ? { ...call, query: `limit=${plan.large}` } : call;
    const { status, body } = await send(endpoint, tried);
    if (status !== endpoint.status) continue;
    const items = body.items?.length ?? 0;
    if (items > most) [best, most] = [call, items];
    if (endpoint.kind !== "list" || items === plan.large) break;
  }
  return best;
}
