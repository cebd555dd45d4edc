/** The number of the form that results have in JSON. A change that an older reader would misread raises it. */
export const REPORT_SCHEMA = 1;

interface Schema {
  schema: typeof REPORT_SCHEMA;
}

/** A host that could not be read, evaluated or built. */
export interface HostFailureJson {
  host: string;
  /** The message, one sentence. */
  error: string;
  /** What it names one by one, such as failed assertions. */
  details?: readonly string[];
  /** The way out. */
  hint?: string;
}

/** What `--json` prints where there is a result for each host: `H` is that of one host, `R` what belongs to none. */
export type HostsJson<H extends object, R extends object = object> = Schema & {
  hosts: readonly ({ host: string } & H)[];
  failures: readonly HostFailureJson[];
} & R;

/** What `--json` prints where there is one result. */
export type ResultJson<R extends object> = Schema & R;

/** One line of `--json-lines`: the result of a host, or its failure. */
export type HostLineJson<H extends object> = Schema & (({ host: string } & H) | HostFailureJson);
