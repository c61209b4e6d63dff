// The package as a stranger gets it: packed by npm, installed from the file into an empty project.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
export const www = join(root, "www");

/** Runs a program to its end. A failure is told with what the program said. */
export function run(program, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}:\n${stdout}\n${stderr}`);
  return stdout;
}

/** A new project with the package in it. `files` are the paths in the tarball; `remove` takes the project away. */
export function install() {
  const project = mkdtempSync(join(tmpdir(), "castlist-package-"));
  const remove = () => rmSync(project, { recursive: true, force: true });
  try {
    const [packed] = JSON.parse(run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", project], www));
    writeFileSync(join(project, "package.json"), JSON.stringify({ name: "stranger", private: true, type: "module" }));
    run("npm", ["install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts", join(project, packed.filename)], project);
    return { project, folder: join(project, "node_modules/castlist"), files: packed.files.map(({ path }) => path), remove };
  } catch (error) {
    remove();
    throw error;
  }
}
