/**
 * What is heard: key tones (ITU-T Q.23), ringing (ITU-T E.180), and the prompts of a call one after another, the very
 * files that a telephone network would fetch.
 */

const ROWS = { 1: 697, 2: 697, 3: 697, 4: 770, 5: 770, 6: 770, 7: 852, 8: 852, 9: 852, '*': 941, 0: 941, '#': 941 }
const COLUMNS = { 1: 1209, 4: 1209, 7: 1209, '*': 1209, 2: 1336, 5: 1336, 8: 1336, 0: 1336, 3: 1477, 6: 1477, 9: 1477 }

let isOn = localStorage.getItem('sound') !== 'off'
let speaker

/** Whether sound is on. */
export const hasSound = () => isOn

/** Turns sound on or off and remembers it. */
export function switchSound() {
  isOn = !isOn
  localStorage.setItem('sound', isOn ? 'on' : 'off')
}

function beep(frequencies, seconds, loudness = 0.06) {
  // A browser lets nothing sound before the first click or key.
  if (!isOn || navigator.userActivation?.hasBeenActive === false) return
  speaker ??= new AudioContext()
  if (speaker.state === 'suspended') speaker.resume().catch(() => {})
  const gain = speaker.createGain()
  gain.gain.setValueAtTime(loudness, speaker.currentTime)
  gain.gain.setTargetAtTime(0, speaker.currentTime + seconds - 0.02, 0.01)
  gain.connect(speaker.destination)
  for (const frequency of frequencies) {
    const tone = speaker.createOscillator()
    tone.frequency.value = frequency
    tone.connect(gain)
    tone.start()
    tone.stop(speaker.currentTime + seconds)
  }
}

/** The tone of a key. */
export const playKey = (key) => beep([ROWS[key] ?? 941, COLUMNS[key] ?? 1477], 0.12)

/** Rings until the returned function is called. */
export function ring() {
  const once = () => {
    beep([950, 1150], 0.35, 0.05)
    setTimeout(() => beep([950, 1150], 0.35, 0.05), 500)
  }
  once()
  const timer = setInterval(once, 2400)
  return () => clearInterval(timer)
}

/** A short sign that a message came. */
export function chime() {
  beep([1320], 0.09, 0.04)
  setTimeout(() => beep([1760], 0.14, 0.04), 110)
}

/** Plays what is heard in one call, in order: `add` appends, `cut` stops at once, `onQuiet` is called at every end. */
export function openEarpiece(onQuiet) {
  const queue = []
  let sounding

  const next = () => {
    const one = queue.shift()
    if (!one) {
      sounding = undefined
      onQuiet()
      return
    }
    let isOver = false
    const done = () => {
      if (!isOver) next()
      isOver = true
    }
    const wait = (ms) => setTimeout(done, ms)
    sounding = {
      stop: () => {
        isOver = true
      },
    }
    if (!('play' in one) || !isOn) {
      const timer = wait('say' in one ? 600 + one.say.length * 55 : 900)
      sounding.stop = () => {
        isOver = true
        clearTimeout(timer)
      }
      return
    }
    const audio = new Audio(one.play)
    sounding.stop = () => {
      isOver = true
      audio.pause()
    }
    audio.addEventListener('ended', done)
    // A file that is missing, or a browser that will not play before a click, must not stop the call.
    audio.addEventListener('error', () => wait(900))
    audio.play().catch(() => wait(900))
  }

  return {
    add: (heard) => {
      queue.push(...heard)
      if (!sounding) next()
    },
    cut: () => {
      queue.length = 0
      sounding?.stop()
      sounding = undefined
    },
    isQuiet: () => !sounding,
  }
}
