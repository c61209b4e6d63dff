/** What is behind an address: a response to be read, or bytes. Where `fetch` doesn't reach, another takes its place. */
import { CastlistError, type ModelSource } from "../types.js";
import { isAddress } from "./packs.js";

export type Get = (address: string) => Promise<Response | Uint8Array>;

export const fetched: Get = (address) => fetch(address);

/** The bytes. Rejects with a `CastlistError` that names the address. */
export async function read(address: string, get: Get): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const came = await get(address);
    if (came instanceof Uint8Array) return came as Uint8Array<ArrayBuffer>;
    if (!came.ok) throw new Error(`the server answered ${came.status}`);
    return new Uint8Array(await came.arrayBuffer());
  } catch (error) {
    throw new CastlistError("network", `${address} could not be read: ${(error as Error).message}.`);
  }
}

/** A model's bytes. */
export const readModel = async (model: ModelSource, get: Get = fetched): Promise<Uint8Array> =>
  isAddress(model) ? read(String(model), get) : new Uint8Array(model);
