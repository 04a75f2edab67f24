/** How long anything here waits: whoever asked gets an answer in time, whatever becomes of the work. */

/** What a promise comes to; undefined where it takes longer than so many ms. It goes on, and may still change what it conditions. */
export async function within<T>(patience: number, answer: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patience)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
