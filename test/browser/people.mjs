/** Who is in this story, and how far along each of them is on the first day. */

/** The phones, in the order they come into the story. */
export const numbers = {
  rina: '+8801711000001',
  nasrin: '+8801700000011',
  rahima: '+8801711000002',
  salma: '+8801711000003',
}

/** Days since the last period began, on the first day; chosen so that no reminder falls on the weekday of the clock. */
export const daysAlong = { rina: 144, rahima: 93, salma: 40 }

/** What must never stand on a phone that may be anybody's. */
export const secrets = [/গর্ভ/, /শিশু/, /বাচ্চা/, /মাতৃ/, /মাসিক/, /প্রসব/, /ধাত্রী/]
