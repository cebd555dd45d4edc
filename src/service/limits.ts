/** What a chroot may hold; absent: anything. */
export interface Limits {
  maxPaths?: number;
  /** Bytes of NAR. */
  maxSize?: number;
  /** Globs of store path names. */
  forbid?: string[];
}

/** Limits for all services; a service's own override them one by one. */
export interface Policy extends Limits {
  services: Readonly<Record<string, Limits>>;
}

/** The limits of one service. */
export function limitsFor({ services, ...all }: Policy, service: string): Limits {
  return { ...all, ...(Object.hasOwn(services, service) ? services[service] : {}) };
}
