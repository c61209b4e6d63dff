/** The page's half of the worker: requests with ids, and a worker that may crash. */
import { type AnnotateOptions, type Annotation, CastlistError, type Engine } from "../types.js";
import { type Annotate, failure, type Reply, type Request, type Start, unpack, VERSION } from "./protocol.js";

/** Milliseconds without a sign of life after which a worker counts as crashed. At the start it fetches its files. */
export const LIMITS = { start: 120_000, request: 30_000 };

/** What the client needs of a worker. */
export type WorkerLike = Pick<Worker, "postMessage" | "terminate" | "addEventListener">;

interface Pending {
  readonly request: Annotate;
  readonly resolve: (annotation: Annotation) => void;
  readonly reject: (error: CastlistError) => void;
  tries: number;
}

export class Client implements Engine {
  readonly transport = "worker";
  readonly #spawn: () => WorkerLike;
  readonly #start: Start;
  readonly #limits: typeof LIMITS;
  readonly #pending = new Map<number, Pending>();
  #worker: WorkerLike | undefined;
  /** The start request under way; `undefined` once the worker takes requests. */
  #starting: { readonly id: number; readonly settle: (error?: CastlistError) => void } | undefined;
  #ended: CastlistError | undefined;
  #crashed = false;
  #last = 0;
  #watch: ReturnType<typeof setTimeout> | undefined;

  private constructor(spawn: () => WorkerLike, start: Start, limits: typeof LIMITS) {
    this.#spawn = spawn;
    this.#start = start;
    this.#limits = limits;
  }

  /** Starts the worker. Rejects when it doesn't come up; that is not tried twice. */
  static async open(spawn: () => WorkerLike, start: Start, limits = LIMITS): Promise<Client> {
    const client = new Client(spawn, start, limits);
    await new Promise<void>((resolve, reject) => {
      client.#launch((error) => {
        if (!error) return resolve();
        client.#end(error);
        reject(error);
      });
    });
    return client;
  }

  annotate(text: string, options: AnnotateOptions = {}): Promise<Annotation> {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      const id = ++this.#last;
      this.#pending.set(id, { request: { type: "annotate", text, options }, resolve, reject, tries: 0 });
      if (!this.#starting) this.#send(id);
      this.#arm();
    });
  }

  dispose(): void {
    this.#end(new CastlistError("engine", "This reader has been closed."));
  }

  #launch(settle: (error?: CastlistError) => void): void {
    const id = ++this.#last;
    this.#starting = { id, settle };
    try {
      const worker = this.#spawn();
      this.#worker = worker;
      // A worker that has been given up may still speak: it is not heard.
      const heard = (act: (event: Event) => void) => (event: Event) => {
        if (worker === this.#worker) act(event);
      };
      worker.addEventListener("message", heard((event) => this.#receive((event as MessageEvent<Reply>).data)));
      worker.addEventListener("error", heard((event) => {
        event.preventDefault(); // It is reported through the promise, not in the console as well.
        this.#crash((event as ErrorEvent).message || "it could not be loaded");
      }));
      worker.addEventListener("messageerror", heard(() => this.#crash("it sent what can't be read")));
      worker.postMessage({ v: VERSION, id, ...this.#start } satisfies Request);
      this.#arm();
    } catch (error) {
      this.#starting = undefined;
      settle(new CastlistError("blocked", `The worker could not be started: ${(error as Error).message}`));
    }
  }

  #send(id: number): void {
    const entry = this.#pending.get(id);
    if (!entry) return;
    entry.tries += 1;
    this.#worker?.postMessage({ v: VERSION, id, ...entry.request } satisfies Request);
  }

  #receive(reply: Reply): void {
    if (this.#starting?.id === reply.id && reply.type !== "progress") {
      const { settle } = this.#starting;
      this.#starting = undefined;
      settle(reply.type === "error" ? failure(reply.failure) : undefined);
    } else {
      const entry = this.#pending.get(reply.id);
      if (entry && reply.type !== "progress") {
        this.#pending.delete(reply.id);
        if (reply.type === "annotation") {
          this.#crashed = false;
          entry.resolve(unpack(entry.request.text, reply.mentions, reply.entities));
        } else if (reply.type === "error") {
          entry.reject(failure(reply.failure));
        }
      }
    }
    this.#arm();
  }

  /** Every sign of life winds the watch up anew: it measures from progress, so a long queue is no crash. */
  #arm(): void {
    clearTimeout(this.#watch);
    const limit = this.#starting ? this.#limits.start : this.#pending.size > 0 ? this.#limits.request : 0;
    if (limit > 0 && !this.#ended) {
      this.#watch = setTimeout(() => this.#crash(`it gave no sign of life for ${limit / 1000} s`), limit);
    }
  }

  /** The first crash is mended in silence; one that follows it without a success between is reported. */
  #crash(reason: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    if (this.#starting) {
      const { settle } = this.#starting;
      this.#starting = undefined;
      return settle(new CastlistError("blocked", `The worker did not start: ${reason}.`));
    }
    const error = new CastlistError("engine", `The worker stopped: ${reason}.`);
    if (this.#crashed) return this.#end(error);
    this.#crashed = true;
    for (const [id, { tries, reject }] of this.#pending) {
      if (tries < 2) continue;
      this.#pending.delete(id);
      reject(error);
    }
    this.#launch((failed) => {
      if (failed) return this.#end(failed);
      for (const id of this.#pending.keys()) this.#send(id);
    });
  }

  #end(error: CastlistError): void {
    if (this.#ended) return;
    this.#ended = error;
    clearTimeout(this.#watch);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#starting?.settle(error);
    this.#starting = undefined;
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of waiting) reject(error);
  }
}
