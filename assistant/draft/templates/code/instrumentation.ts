import { env } from "@/lib/env";

/** Runs before the first request. Next.js would only log what is thrown here, so a server without settings is stopped. */
export function register(): void {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    try {
      env("DATABASE_URL");
// @if auth
      env("JWT_SECRET");
// @end
    } catch (error) {
      console.error(String(error));
      process.exit(1);
    }
  }
}
