// Package date reads the dates that news pages print: 2024年8月12日 16:47,
// 2024-08-12T16:47:00+08:00, 二〇二四年八月, Aug 12, 2024 4:47 PM.
//
// Its main type is [Stamp], a moment together with how much of it the page
// gave: a month stays a month. It never guesses a part that is not written,
// and refuses dates that no calendar has or that lie outside [MinYear] to
// [MaxYear].
package date
