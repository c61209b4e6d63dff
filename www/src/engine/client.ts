/** The engine in a worker, or in this thread behind a worker's face: one message loop. */
import { type Annotation, CastlistError, type Engine } from "../types.js";
import { type Annotate, failure, type Learn, type Reply, type Request, type Start, unpack, VERSION } from "./protocol.js";

/** Milliseconds without a sign of life after which a worker counts as crashed. At the start it fetches its files. */
export const LIMITS = { start: 120_000, request: 30_000 };

/** What the client needs of a worker. */
export type WorkerLike = Pick<Worker, "postMessage" | "terminate" | "addEventListener">;

interface Pending {
  readonly request: Annotate | Learn;
  resolve(annotation?: Annotation): void;
  reject(error: CastlistError): void;
}

/**
 * Starts a worker and speaks with it. Rejects when it doesn't come up; that is not tried twice. `model` is what the
 * engine fetches when it is told to learn.
 */
export async function connect(
  spawn: () => WorkerLike,
  start: Start,
  transport: Engine["transport"] = "worker",
  model: Learn["model"] | false = false,
): Promise<Engine> {
  const pending = new Map<number, Pending>();
  let worker: WorkerLike | undefined;
  /** Ends the start under way; undefined once the worker takes requests. */
  let started: ((error?: CastlistError) => void) | undefined;
  let first = 0;
  let last = 0;
  let crashed = false;
  let learnt = false;
  let ended: CastlistError | undefined;
  let watch: ReturnType<typeof setTimeout> | undefined;

  const post = (id: number, request: Start | Pending["request"]): void => worker!.postMessage({ v: VERSION, id, ...request } satisfies Request);

  /** Every sign of life winds the watch up anew: it measures from progress, so a long queue is no crash. */
  const wind = (): void => {
    clearTimeout(watch);
    const fetches = started || [...pending.values()].some(({ request }) => request.type === "model");
    const limit = fetches ? LIMITS.start : LIMITS.request;
    if (started || pending.size) watch = setTimeout(crash, limit, `it gave no sign of life for ${limit / 1000} s`);
  };

  const launch = (done: (error?: CastlistError) => void): void => {
    first = ++last;
    started = (error) => {
      started = undefined;
      done(error);
    };
    try {
      const mine = (worker = spawn());
      // A worker that has been given up may still speak: it is not heard.
      const on = (type: string, act: (event: MessageEvent<Reply> & ErrorEvent) => void): void =>
        mine.addEventListener(type, (event) => mine === worker && act(event as MessageEvent & ErrorEvent));
      on("message", receive);
      on("error", (event) => {
        event.preventDefault(); // It is reported through the promise, not in the console as well.
        crash(event.message || "it could not be loaded");
      });
      on("messageerror", () => crash("it sent what can't be read"));
      post(first, start);
      wind();
    } catch (error) {
      crash((error as Error).message);
    }
  };

  const receive = ({ data: reply }: MessageEvent<Reply>): void => {
    if (reply.type !== "progress") {
      const { id } = reply;
      const entry = pending.get(id);
      const error = reply.type === "error" ? failure(reply.failure) : undefined;
      pending.delete(id);
      if (id === first) started?.(error);
      else if (error) entry?.reject(error);
      else if (reply.type === "ready") entry?.resolve();
      else if (reply.type === "annotation" && entry?.request.type === "annotate") {
        crashed = false;
        entry.resolve(unpack(entry.request.text, reply.mentions, reply.entities));
      }
    }
    wind();
  };

  /** The first crash is mended in silence; one that follows it without a success between is reported. */
  const crash = (reason: string): void => {
    worker?.terminate();
    worker = undefined;
    if (started) return started(new CastlistError("blocked", `The worker did not start: ${reason}.`));
    if (crashed) return end(new CastlistError("engine", `The worker stopped: ${reason}.`));
    crashed = true;
    launch((failed) => {
      if (failed) return end(failed);
      const waiting = [...pending];
      const again = (): void => {
        for (const [id, { request }] of waiting) if (worker) post(id, request);
      };
      if (learnt) ask({ type: "model", model } as Learn).then(again, again);
      else again();
    });
  };

  const end = (error: CastlistError): void => {
    ended ??= error;
    worker?.terminate();
    worker = undefined;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
    wind();
  };

  const ask = (request: Pending["request"]): Promise<Annotation | undefined> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended);
      pending.set(++last, { request, resolve, reject });
      if (!started) post(last, request);
      wind();
    });

  await new Promise<void>((resolve, reject) => {
    launch((error) => {
      if (!error) return resolve();
      end(error);
      reject(error);
    });
  });
  return {
    transport,
    annotate: (text, options = {}) => ask({ type: "annotate", text, options }) as Promise<Annotation>,
    learn: model ? async () => void (await ask({ type: "model", model }), (learnt = true)) : undefined,
    dispose: () => end(new CastlistError("engine", "This reader has been closed.")),
  };
}
