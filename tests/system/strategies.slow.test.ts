/** The ways to mount a chroot's store paths under the older dialects; strategies.test.ts has the sample. */
import { strategiesOf } from "./support/strategies.ts";

for (const dialect of ["2019", "2022"]) {
  const test = strategiesOf(dialect);
  test.run();
}
