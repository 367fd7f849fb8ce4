import { handle } from "@/lib/http/handle";
// @if auth
import { anyone } from "@/lib/policy/actor";
// @end
import { Problem } from "@/lib/problem";

/** Any other path under __BASE_PATH__, any method: 404 as a problem, where Next.js would answer with an HTML page. */
// @if auth
const missing = handle({ who: anyone }, async () => {
  throw new Problem("not-found");
});
// @else
const missing = handle({}, async () => {
  throw new Problem("not-found");
});
// @end

export { missing as DELETE, missing as GET, missing as HEAD, missing as OPTIONS };
export { missing as PATCH, missing as POST, missing as PUT };
