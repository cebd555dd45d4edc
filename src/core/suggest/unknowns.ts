import { auditService } from "../audit/audit.ts";
import type { ServiceFacts } from "../audit/facts.ts";
import type { Remedy } from "../audit/remedy.ts";
import { FOLDERS } from "../audit/view.ts";
import { stringsOf } from "../facts/options.ts";
import { programAt } from "../files/program.ts";

/** What an audit cannot see of a service, sentence by sentence; `remedies` are those that it would be mended by. */
export function unknownsOf(facts: ServiceFacts, remedies: readonly Remedy[]): string[] {
  const notes = auditService(facts).filter(({ confidence }) => confidence === "guess");
  return [
    ...programs(facts),
    ...facts.unknown.map(({ what, why }) => `what \`${baseOf(what)}\` does: ${why}`),
    ...scripts(facts),
    ...notes.map(({ what, code }) => `whether this matters: ${what} (${code})`),
    ...environmentFiles(facts),
    ...remedies.flatMap(choice),
  ];
}

function programs({ commands, files }: ServiceFacts): string[] {
  const sentences = [...new Set(commands.map(({ program }) => program))].map((program) => {
    const found = programAt(program, files);
    const name = `\`${baseOf(program)}\``;
    if (found === null) return `what ${name} is: it is not there to be looked into`;
    if (found.kind === "elf")
      return `what ${name} does while it runs: the files that it opens, the libraries that it loads later, the programs that it starts`;
    const interpreter = found.shebang?.program ?? found.shebang?.interpreter ?? null;
    const isShell = interpreter !== null && /^(?:ba|da|a)?sh$/.test(baseOf(interpreter));
    return isShell ? null : `what ${name} does: only shell scripts are read`;
  });
  return sentences.filter((sentence) => sentence !== null);
}

function scripts({ scripts: all }: ServiceFacts): string[] {
  return all.flatMap(({ path, shell }) => {
    const computed = shell.commands.filter(({ kind }) => kind === "unknown").length;
    const name = `\`${baseOf(path)}\``;
    return [
      ...(computed === 0 ? [] : [`${computed} commands whose names ${name} computes`]),
      ...shell.problems.map(({ line, problem }) => `line ${line} of ${name}: ${problem}`),
    ];
  });
}

function environmentFiles({ config }: ServiceFacts): string[] {
  return stringsOf(config["EnvironmentFile"])
    .map((text) => text.replace(/^-/, ""))
    .filter((file) => !file.startsWith("/nix/store/"))
    .map((file) => `what variables ${file} sets: it is read when the service starts`);
}

/** What was decided here and could be meant otherwise. */
function choice(remedy: Remedy): string[] {
  if (remedy.kind === "bind")
    return [
      `whether ${remedy.bind} is written to: then it belongs into BindPaths; or is made later: then put - before it`,
    ];
  if (remedy.kind === "directory")
    return [
      `whether ${FOLDERS[remedy.option]}/${remedy.name} is the service's own: ${remedy.option} makes it, and gives it to the service's user`,
    ];
  if (remedy.kind === "path")
    return ["which packages of `path` are needed by what is no shell script: all of them are included"];
  return [];
}

const baseOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);
