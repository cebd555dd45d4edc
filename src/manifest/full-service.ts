import { UsageError } from "../base/errors.ts";
import type { FullService, Service } from "./types.ts";

/** Throws UsageError for a service of a lean manifest. */
export function fullService(service: Service): FullService {
  const { full } = service;
  if (full !== undefined) return { ...service, full };
  throw new UsageError("this manifest was made with --depth lean, and this command needs --depth full", {
    hint: "make it with confined-units manifest --depth full",
  });
}
