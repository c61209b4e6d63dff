/** The engine in an extension's background, spoken to by single messages: a port held open would keep pages out of the back/forward cache. */
import { type AnnotateOptions, type Annotation, CastlistError, type Engine } from "../types.js";
import { type Failure, failure } from "./protocol.js";

export type RuntimeRequest = { readonly castlist: "annotate"; readonly text: string; readonly options: AnnotateOptions; readonly model: boolean };
export type RuntimeReply = { readonly annotation: Annotation } | { readonly error: Failure };

/** `runtime.sendMessage`, of which Firefox and Chromium have the same promise form. */
export type Send = (request: RuntimeRequest) => Promise<RuntimeReply | undefined>;

/** Milliseconds to wait for the background: it may have to start first. */
const LIMIT = 60_000;

export class Runtime implements Engine {
  readonly transport = "runtime";
  readonly #send: Send;
  readonly #limit: number;
  /** Told with every text, for a background may stop between two of them and forget. */
  #learnt = false;
  readonly #disposed = new AbortController();

  constructor(send: Send, limit = LIMIT) {
    this.#send = send;
    this.#limit = limit;
  }

  annotate(text: string, options: AnnotateOptions = {}): Promise<Annotation> {
    return this.#annotate(text, options, this.#learnt);
  }

  async learn(): Promise<void> {
    await this.#annotate("", {}, true);
    this.#learnt = true;
  }

  async #annotate(text: string, options: AnnotateOptions, model: boolean): Promise<Annotation> {
    const request: RuntimeRequest = { castlist: "annotate", text, options, model };
    // A browser stops an idle background at any time, this message's moment included: so once more.
    const reply = await this.#ask(request).catch((error: unknown) => {
      if (this.#disposed.signal.aborted) throw error;
      return this.#ask(request);
    });
    if ("error" in reply) throw failure(reply.error);
    return reply.annotation;
  }

  dispose(): void {
    this.#disposed.abort(new CastlistError("engine", "This reader has been closed."));
  }

  #ask(request: RuntimeRequest): Promise<RuntimeReply> {
    const { signal } = this.#disposed;
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        signal.removeEventListener("abort", closed);
        settle();
      };
      const closed = () => end(() => reject(signal.reason));
      const silent = () => new CastlistError("engine", "Castlist's background did not answer. Reload the extension.");
      const timer = setTimeout(() => end(() => reject(silent())), this.#limit);
      if (signal.aborted) return closed();
      signal.addEventListener("abort", closed);
      this.#send(request).then(
        (reply) => end(() => (reply ? resolve(reply) : reject(silent()))),
        (error: unknown) => end(() => reject(failure(error))),
      );
    });
  }
}
