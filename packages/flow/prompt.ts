/** What a call plays: recordings by key, each with its words, so that a stand-in can be made and counted as such. */

/**
 * One thing to play: the key of its recording (`bn/register.lmp.0`, `bn/number/12`) and its words for a stand-in. In a
 * dialect the key is the dialect's (`ctg/register.lmp.0`), and `instead` is played where that was never recorded.
 */
export type Prompt = { key: string; text: string; instead?: string }

/** What a call waits for after the prompts: keys, or a recording of at most so many seconds. */
export type Gather = { digits: number; finish: '#'; timeout: number } | { record: number }
