/** Whether a file's name stands for what is piped in. */
export const isStdin = (file: string) => file === "-" || file === "/dev/stdin";
