import rule from "../../../../../src/features/audit/rules/CU115-no-locale-archive.ts";
import type { Cases } from "../cases.ts";
import { app, data } from "../facts.ts";

const LANG = "de_DE.UTF-8";

export default {
  rule,
  finds: {
    LANG: { environment: { LANG } },
    "with our module": { environment: { LANG }, ownModule: true },
    "LC_ALL before LANG": { environment: { LANG, LC_ALL: "fr_FR.UTF-8" } },
    "an archive that is not in the chroot": { environment: { LANG, LOCALE_ARCHIVE: `${data}/archive` } },
    "a name that begins as that of C": { environment: { LANG: "C.ISO-8859-1" } },
  },
  clean: {
    "the archive is in the chroot": { environment: { LANG, LOCALE_ARCHIVE: `${app}/archive` } },
    "no locale": {},
    "an empty one": { environment: { LANG: "" } },
    C: { environment: { LANG: "C" } },
    POSIX: { environment: { LANG: "POSIX" } },
    "C.UTF-8": { environment: { LANG: "C.UTF-8" } },
    "C.utf8": { environment: { LC_ALL: "C.utf8", LANG } },
  },
} satisfies Cases;
