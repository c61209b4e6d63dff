/** The bytes behind an address. */
import { CastlistError } from "../types.js";

/** Node can't fetch `file:` addresses, so those are read from the disk. */
export async function read(address: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    if (address.startsWith("file:")) return await readFile(address);
    const response = await fetch(address);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new CastlistError("network", `${address} could not be read: ${(error as Error).message}.`);
  }
}

async function readFile(address: string): Promise<Uint8Array<ArrayBuffer>> {
  // Not written where it is imported: a bundler for browsers would look for Node's module.
  const node = "node:fs/promises";
  const files = (await import(/* @vite-ignore */ /* webpackIgnore: true */ node)) as {
    readFile(path: URL): Promise<Uint8Array<ArrayBuffer>>;
  };
  return files.readFile(new URL(address));
}
