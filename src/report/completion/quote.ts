/** What generated functions are called: shells want words of letters and underscores. */
export const FUNCTION = "_confined_units";

/** A word in single quotes, as bash, zsh and fish take it. */
export const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
