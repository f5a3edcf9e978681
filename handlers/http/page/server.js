/** Asks the server; what it refuses has its own sentence, and a network that is gone is no error. */

import { language } from "./words.js";

const PATIENCE = 20000;

/** A refusal, as the server says it. */
export class Refused extends Error {
  constructor(status, told) {
    super(told.said);
    this.status = status;
    this.kind = told.error ?? "";
  }
}

/** The answer to a POST; null where nobody (or not this server) answered, Refused where it is no. */
export async function post(path, body) {
  let response, told;
  try {
    response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Accept-Language": language() },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
    });
    told = await response.json();
  } catch {
    return null;
  }
  if (response.ok) return told;
  if (!told?.said) return null;
  throw new Refused(response.status, told);
}
