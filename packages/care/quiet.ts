/** Quiet hours: nothing is pushed between 21:00 and 08:00 in Dhaka, narrower where a phone has safe hours. */

/** The minutes of the day in which a phone may be disturbed: `from` is in, `to` is out. */
export type Hours = { from: number; to: number }
