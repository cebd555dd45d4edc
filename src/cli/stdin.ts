/** yargs takes a `-` that is no option's value for nothing, so it is this where it arrives. */
export const STDIN = "/dev/stdin";

/** Whether a file's name stands for what is piped in. */
export const isStdin = (file: string) => file === "-" || file === STDIN;
