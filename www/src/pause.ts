/**
 * Lets the page's own tasks run: a message to oneself stands in the queue behind them. Timers are clamped, and
 * `scheduler.yield` would put us before them.
 */
export const pause = (): Promise<unknown> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => {
      port1.close();
      resolve(event);
    };
    port2.postMessage(0);
  });
