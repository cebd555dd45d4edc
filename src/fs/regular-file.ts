import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from "node:fs";

/** Opening a pipe would wait for its other end, and a symlink could lead to anything. */
const OPEN = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;

/**
 * The bytes of a regular file; null where the path is something else, larger than `maxBytes`, or not `wanted` by its status. Never waits
 * for another process. Throws what the system says of a path that cannot be opened or read; ELOOP for a symlink.
 */
export function readRegularFile(
  path: string,
  maxBytes: number,
  wanted: (status: Stats) => boolean = () => true,
): Buffer | null {
  const file = openSync(path, OPEN);
  try {
    const status = fstatSync(file);
    if (!status.isFile() || status.size > maxBytes || !wanted(status)) return null;
    const bytes = Buffer.alloc(status.size);
    let done = 0;
    while (done < bytes.length) {
      const read = readSync(file, bytes, done, bytes.length - done, done);
      if (read === 0) break;
      done += read;
    }
    return bytes.subarray(0, done);
  } finally {
    closeSync(file);
  }
}
