/** The stages there are, for the deployment and for what is deployed: a misspelt one is refused, never guessed at. */

const shared: readonly string[] = ['dev', 'staging', 'production']

/** Whether a name is that of a stage: one of the shared ones, or `personal-<name>` in small letters and digits. */
export function isStage(name: string): boolean {
  return shared.includes(name) || /^personal-[a-z][a-z0-9]{0,19}$/.test(name)
}
