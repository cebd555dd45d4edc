import type { BindLine } from "../../../core/facts/binds.ts";

/** What is bound, without slashes at the end. */
export const bindSource = ({ source }: Pick<BindLine, "source">) => source.replace(/(?<=.)\/+$/, "");
