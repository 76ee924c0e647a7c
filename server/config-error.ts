/** What reads settings and what they mean share: where they come from, and what is said of a wrong one. */

/** A setting that is missing or cannot be right. The message starts with the variable's name. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

export type Env = Readonly<Record<string, string | undefined>>;
