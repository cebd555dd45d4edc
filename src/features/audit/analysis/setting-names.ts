/** Values that were seen in the wild, with what was meant. */
export const VALUES: Record<string, Record<string, string>> = {
  RestrictAddressFamilies: {
    AD_INET: "AF_INET",
    AD_INET6: "AF_INET6",
    AD_UNIX: "AF_UNIX",
    INET: "AF_INET",
    INET6: "AF_INET6",
    UNIX: "AF_UNIX",
  },
  ProtectProc: { invisibled: "invisible", invisable: "invisible", hidden: "invisible" },
  ProtectSystem: { stirct: "strict", all: "strict" },
  ProtectHome: { readonly: "read-only" },
};
