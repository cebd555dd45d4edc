import { safeJson } from "../base/sanitize.ts";
import { failureData, withSchema, type MakeReporter } from "./reporter.ts";

/** One JSON object in a line for each host, as soon as it is known. */
export const jsonLines: MakeReporter = ({ out }) => {
  const line = (value: object) => out(`${safeJson(withSchema(value))}\n`);
  return {
    host: ({ name }, documents) => documents.forEach(({ data }) => line({ host: name, ...data })),
    failure: ({ name }, error) => line(failureData(name, error)),
    result: ({ data }) => line(data),
    summary: () => {},
    end: () => {},
  };
};
