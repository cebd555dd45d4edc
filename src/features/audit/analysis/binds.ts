import { withoutEnd } from "../../../base/ends.ts";
import type { BindLine } from "../../../systemd/bind.ts";

/** What is bound, without slashes at the end. */
export const bindSource = ({ source }: Pick<BindLine, "source">) =>
  withoutEnd(source, "/") || source.slice(0, 1);
