/** Libraries whose purpose is to resolve names. */
export const RESOLVERS = /\/lib(?:curl|resolv|cares|ldns|unbound)\.so/;

/** Libraries that verify the peer of a TLS connection by default. */
export const TLS_CLIENTS = /\/libcurl\b[^/]*\.so/;

/** Libraries for TLS that servers use as well. */
export const TLS = /\/lib(?:ssl|gnutls|nss3|mbedtls)\b[^/]*\.so/;

export const baseName = (path: string) => path.slice(path.lastIndexOf("/") + 1);
