import { safeJson } from "../base/sanitize.ts";
import { failureData, withSchema, type MakeReporter } from "./reporter.ts";

/** One JSON document in the end. */
export const json: MakeReporter = ({ out }, { perHost }) => {
  const hosts: object[] = [];
  const failures: object[] = [];
  const results: object = {};
  return {
    host: ({ name }, documents) => void hosts.push(...documents.map(({ data }) => ({ host: name, ...data }))),
    failure: ({ name }, error) => void failures.push(failureData(name, error)),
    result: ({ data }) => void Object.assign(results, data),
    summary: () => {},
    end() {
      const value = perHost ? { hosts, failures, ...results } : results;
      out(`${safeJson(withSchema(value), 2)}\n`);
    },
  };
};
