import { randomUUID } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** For argon2id, the default of the library; memory in KiB. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

/** Checked when there is no such account, so that an unknown one costs the same time as a wrong password. */
const decoy = hashPassword(randomUUID());

export async function passwordMatches(password: string, storedHash: string | undefined): Promise<boolean> {
  const matches = await verify(storedHash ?? (await decoy), password);
  return matches && storedHash !== undefined;
}
