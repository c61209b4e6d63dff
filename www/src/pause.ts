/** Lets the page's own tasks run. `scheduler.yield` keeps our place in the queue; else a message to oneself, which isn't clamped as timers are. */
export function pause(): Promise<unknown> {
  const { scheduler } = globalThis as { scheduler?: { yield?(): Promise<void> } };
  if (scheduler?.yield) return scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => {
      port1.close();
      resolve(event);
    };
    port2.postMessage(0);
  });
}
