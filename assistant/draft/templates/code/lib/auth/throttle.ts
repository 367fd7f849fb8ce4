import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { Problem } from "@/lib/problem";

/** Failures are counted by account, known or not, in the memory of this process. */
const attempts = new RateLimiterMemory({ points: 10, duration: 15 * 60 });

/** Counts an attempt before it is made, so that many at once are not free; a success forgets the failures before it. */
export async function countAttempt(account: string): Promise<void> {
  try {
    await attempts.consume(account);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const seconds = Math.ceil(refused.msBeforeNext / 1000);
    throw new Problem("too-many-attempts", { headers: { "retry-after": String(seconds) } });
  }
}

export const forgetAttempts = (account: string): Promise<boolean> => attempts.delete(account);
