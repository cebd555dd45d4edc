/** `npm run demo`: the main job on an example host with real Nix, each command shown before it is run. */
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const HOST = "path:examples/plain#current";
const LINK = "result-demo";

/**
 * The demo has its own settings and writes no system file. The example's packages are built with the system's mkdir and ln,
 * and containers often allow no sandbox, so it does without (examples/plain/README.md has the settings with one).
 */
const settings = {
  "experimental-features": "nix-command flakes",
  substituters: "",
  sandbox: "false",
  "build-users-group": "",
  "extra-platforms": "x86_64-linux",
};
const env = {
  ...process.env,
  NIX_CONFIG: Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}`)
    .join("\n"),
};

function confinedUnits(...args: string[]): string {
  process.stdout.write(`\n$ confined-units ${args.join(" ")}\n`);
  const { status, stdout } = spawnSync(process.execPath, ["dist/cli.cjs", ...args], {
    cwd: root,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  process.stdout.write(stdout);
  if (status !== 0) process.exit(status ?? 1);
  return stdout.trim();
}

confinedUnits("list", "--flake", HOST);
const output = confinedUnits("build", "--flake", HOST, "--out-link", LINK);
const files = readdirSync(output, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const shown = files.find((file) => file.includes("/web.service.d/")) ?? files[0]!;

process.stdout.write(`
${files.length} drop-ins, built by Nix with our Node.js builder, are in
  ${output}
and ./${LINK} links to it. One of them, ${shown.slice(output.length + 1)}:

${readFileSync(shown, "utf8")}`);
