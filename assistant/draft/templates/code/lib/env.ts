import { z } from "zod";

/** Every setting the service reads. There are no defaults: instrumentation.ts refuses to start without them. */
const settings = {
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
// @if auth
  JWT_SECRET: z.string().min(32),
// @end
};

export function env(name: keyof typeof settings): string {
  const parsed = settings[name].safeParse(process.env[name]);
  if (!parsed.success) throw new Error(`${name} is missing or not acceptable: see .env.example`);
  return parsed.data;
}
