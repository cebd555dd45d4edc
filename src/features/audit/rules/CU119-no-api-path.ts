import type { Unit } from "../../../service/unit.ts";
import { stringsOf } from "../../../systemd/lines.ts";
import { unsafe } from "../../../diagnostics/fix.ts";
import type { Confidence } from "../../../manifest/place.ts";
import { byCertainty, certaintyOf } from "../analysis/certainty.ts";
import { perService } from "../analysis/per-service.ts";
import { defineRule, text } from "../rule.ts";

export default defineRule({
  code: "CU119",
  severity: "error",
  confidence: "high",
  title: "In mode chroot-only, something needs /dev, /proc, /sys or /tmp",
  message: "{what} needs {path}, which mode chroot-only does not have",
  why: "Opening the path fails: the chroot of this mode contains only store paths and bind mounts.",
  fixes: [["unsafe", "Set `confinement.mode` to `full-apivfs`, or bind what is needed."]],
  wrong: `script = "echo x > /dev/null";
confinement = {
  enable = true;
  mode = "chroot-only";
};`,
  journal: {
    log: `web-start[812]: /nix/store/…-unit-script-web-start/bin/web-start: line 2: /dev/null: No such file or directory
systemd[1]: web.service: Main process exited, code=exited, status=1/FAILURE`,
  },
  right: `script = "echo x > /dev/null";
confinement = {
  enable = true;
  mode = "full-apivfs";
};`,
  limits:
    "High confidence only for redirections on the straight path of a script, and for WorkingDirectory. What a program opens by itself is not seen, but for mktemp.",
  check: (facts, found) =>
    needs(facts).map(({ what, path, option, confidence }) =>
      found(
        { what, path },
        {
          option,
          target: text(path),
          confidence,
          fixes: [unsafe({ kind: "confinement", name: "mode", value: "full-apivfs" })],
        },
      ),
    ),
});

interface Need {
  what: string;
  path: string;
  option: string[];
  confidence: Confidence;
}

const API = /^\/(?:dev|proc|sys|tmp|var\/tmp)(?:\/|$)/;

/** The service starts although these fail. */
const NOT_AT_START = new Set(["ExecReload", "ExecStop", "ExecStopPost"]);

const needs = perService((facts: Unit): Need[] => {
  if (facts.mode !== "chroot-only") return [];
  const all = [...ofSettings(facts), ...ofArguments(facts), ...ofScripts(facts)];
  const known = new Set<string>();
  return all.toSorted(byCertainty).filter(({ path }) => {
    const isNew = API.test(path) && !path.includes("%") && !facts.view.mayShow(path) && !known.has(path);
    known.add(path);
    return isNew;
  });
});

function ofSettings({ config }: Unit): Need[] {
  return stringsOf(config["WorkingDirectory"])
    .filter((line) => !line.startsWith("-"))
    .map((path) => ({
      what: "WorkingDirectory",
      path,
      option: ["serviceConfig", "WorkingDirectory"],
      confidence: "high",
    }));
}

function ofArguments({ commands }: Unit): Need[] {
  return commands.flatMap(({ option, prefix, args }) =>
    args.map((word) => ({
      what: option,
      path: /^(?:-{1,2}[\w-]+=)?(\/.*)$/.exec(word)?.[1] ?? "",
      option: ["serviceConfig", option],
      confidence: prefix.includes("-") || NOT_AT_START.has(option) ? ("low" as const) : ("medium" as const),
    })),
  );
}

function ofScripts({ scripts }: Unit): Need[] {
  return scripts.flatMap(({ shell, command: { option: name, prefix } }) => {
    const isIgnored = prefix.includes("-") || NOT_AT_START.has(name);
    const option = ["serviceConfig", name];
    const paths = shell.paths.flatMap((each): Need[] => {
      const confidence = certaintyOf(each);
      return confidence === null ? [] : [{ what: "a script", path: each.path, option, confidence }];
    });
    const temporary = shell.commands.flatMap((each): Need[] => {
      const confidence = /(?:^|\/)mktemp$/.test(each.name ?? "") ? certaintyOf(each) : null;
      // It may be handed another directory.
      const most = confidence === "high" ? "medium" : confidence;
      return most === null ? [] : [{ what: "mktemp in a script", path: "/tmp", option, confidence: most }];
    });
    const all = [...paths, ...temporary];
    return isIgnored ? all.map((each): Need => ({ ...each, confidence: "low" })) : all;
  });
}
