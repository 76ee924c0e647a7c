/** What goes wrong in a chaos run, and when: the same for the same seed. */

const TARGETS = ['api 0', 'api 1', 'worker 0', 'worker 1'] as const;
export type Fault = {
  kind: 'kill' | 'freeze';
  target: (typeof TARGETS)[number];
  /** milliseconds of peace before it */
  after: number;
  /** milliseconds until the process runs again */
  lasts: number;
};

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Faults without end, one after the other. */
export function* faultsFrom(seed: number): Generator<Fault, never> {
  const random = randomFrom(seed);
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least));
  for (;;) {
    const kind = random() < 0.6 ? 'kill' : 'freeze';
    const target = TARGETS[whole(0, TARGETS.length)] ?? TARGETS[0];
    yield { kind, target, after: whole(100, 700), lasts: whole(50, 1000) };
  }
}
