import { hashPassword } from "@/lib/auth/password";

export const password = "correct horse battery";

const shared = globalThis as typeof globalThis & { testPasswordHash?: Promise<string> };
const hash = shared.testPasswordHash ?? hashPassword(password);
shared.testPasswordHash = hash;
/** Hashed once for each worker: hashing is slow by design. */
export const passwordHash = hash;
