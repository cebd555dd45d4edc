import { nameOf } from "../../../store-path/store-path.ts";
import { storePathsIn } from "../../../store-path/text.ts";
import { nixString } from "../../../base/nix-text.ts";
import type { BindLine } from "../../../systemd/bind.ts";
import { MOUNT_SETTINGS } from "../../../systemd/settings.ts";
import { parseListedPath } from "../../../systemd/path.ts";
import { splitWords } from "../../../systemd/words.ts";
import { stringsOf } from "../../../systemd/lines.ts";
import { seen, type Case, type Cause } from "../cause.ts";
import type { Clue } from "../../../systemd/journal.ts";
import { manual, unsafe } from "../../../diagnostics/fix.ts";
import { setting, subjectOf } from "../../audit/rule.ts";
import danglingSymlink from "../../audit/rules/CU109-dangling-symlink.ts";

/** systemd binds what a line names when the unit starts. */
const MUST_BE_THERE = "What a line without a leading - names has to be there when the unit starts.";

/** 226: the journal names the path that a mount failed for, below the root (systemd 252) or without it (257). */
export function mountCauses(subject: Case): Cause[] {
  const { foreseen, status } = subject;
  const clue = subject.clues.findLast(({ kind }) => kind === "mount");
  const named = clue === undefined || clue.name === "" ? [] : named226(subject, clue);
  return named.length > 0 ? named : foreseen.filter(({ code }) => status!.codes.includes(code));
}

function named226(subject: Case, clue: Clue): Cause[] {
  const { facts, root } = subject;
  const path = insideRoot(clue.name, root);
  const bind = facts.view.binds.find(({ source, target }) => path === source || path === target);
  if (bind !== undefined) return [boundCause(subject, bind, clue)];
  if (facts.inside.includes(path)) return [closureCause(subject, path, clue)];
  for (const option of MOUNT_SETTINGS) {
    const word = stringsOf(facts.config[option])
      .flatMap(splitWords)
      .map((text) => parseListedPath(text).path)
      .find((text) => text.split(":").slice(0, 2).includes(path));
    if (word !== undefined) return [optionCause(subject, option, word, clue)];
  }
  return [];
}

/** `/run/confinement/web/etc/x` → `/etc/x`; `/run/systemd/unit-root` is where systemd builds roots itself. */
function insideRoot(path: string, root: string): string {
  const above = [root, "/run/systemd/unit-root"].find((each) => each !== "" && path.startsWith(`${each}/`));
  return above === undefined ? path : path.slice(above.length);
}

const isMissing = ({ reason }: Clue) => reason === "No such file or directory";

function boundCause(subject: Case, { option, text, source }: BindLine, clue: Clue): Cause {
  if (!isMissing(clue)) return unmountable(subject, option, text, clue);
  const [storePath] = storePathsIn(source, subject.facts.storeDir);
  const what = `${option} names ${source}, which does not exist on the host`;
  const fixes =
    storePath === undefined
      ? [
          manual("start without it", `serviceConfig.${option} = [ ${nixString(`-${text}`)} ];`),
          manual("start after the unit that makes it", 'after = [ "….service" ];'),
        ]
      : [
          manual(
            `replace the bind with the package ${nameOf(storePath)}`,
            "confinement.packages = [ pkgs.… ];",
          ),
        ];
  return { ...seen(subject, option, what, MUST_BE_THERE, ...fixes), target: { kind: "text", text } };
}

/** A path of the closure: the drop-in came to the machine and the path did not, or it is a dangling symlink. */
function closureCause(subject: Case, path: string, clue: Clue): Cause {
  const { facts } = subject;
  if (!isMissing(clue)) return unmountable(subject, "BindReadOnlyPaths", path, clue);
  if (facts.files.stat(path)?.kind === "link")
    return danglingSymlink.report(subjectOf(facts), { path: nameOf(path) }, { option: ["confinement"] });
  const what = `the drop-in binds ${path}, which is not in the store`;
  const why = "A drop-in of another generation, or a store path that was deleted although it is in use.";
  return {
    ...seen(
      subject,
      "BindReadOnlyPaths",
      what,
      why,
      manual("realise the path", `# nix-store --realise ${path}`),
      manual("switch to the configuration again"),
    ),
    option: ["confinement"],
  };
}

function optionCause(subject: Case, option: string, text: string, clue: Clue): Cause {
  if (option === "RootDirectory" || option === "RootImage") {
    const { facts } = subject;
    const known = subject.foreseen.filter(({ code }) => code === "CU201");
    if (known.length > 0) return known[0]!;
    return seen(
      subject,
      option,
      `${option} is ${text}: ${clue.reason}`,
      "The root has to be there.",
      unsafe({
        kind: "setting",
        name: option,
        value: `/run/confinement/${facts.pathSafeName}`,
        force: true,
      }),
    );
  }
  if (!isMissing(clue)) return unmountable(subject, option, text, clue);
  const what = `${option} names ${text}, which does not exist`;
  if (option === "MountImages")
    return seen(
      subject,
      option,
      what,
      "The image of the chroot's store paths is mounted when the unit starts.",
      unsafe({ kind: "confinement", name: "mounts", value: "overlay" }),
      manual("switch to the configuration again, which builds the image"),
    );
  const state = /^\/var\/lib\/([^/]+)/.exec(text)?.[1];
  const fixes = [
    manual("start without it", `serviceConfig.${option} = [ ${nixString(`-${text}`)} ];`),
    ...(state === undefined ? [] : [unsafe({ kind: "directory", option: "StateDirectory", name: state })]),
  ];
  return seen(subject, option, what, MUST_BE_THERE, ...fixes);
}

/** The place is there, or its root does not let systemd make it. */
function unmountable(subject: Case, option: string, text: string, clue: Clue): Cause {
  const conflict = subject.foreseen.find(({ code }) => code === "CU203" || code === "CU201");
  if (conflict !== undefined) return conflict;
  const what = `${option} has ${text}, which cannot be mounted: ${clue.reason}`;
  const why =
    option === "MountImages" || /^Operation not permitted|^No such device/.test(clue.reason)
      ? "The kernel or a container around it refuses the mount: loop devices and the file system must be there."
      : "systemd makes a mount point for each line below the root, which has to let it.";
  return { ...seen(subject, option, what, why), ...setting(option) };
}
