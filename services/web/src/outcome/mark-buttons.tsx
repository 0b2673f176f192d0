import { type AttendanceMark, attendanceMarks } from '@waymark/contracts'
import { keysOf } from '@waymark/core'
import { Button } from '../ui/button.tsx'

/** Three presses that a thumb finds; which of them stands is said as well as shown. */
export function MarkButtons({ mark = null }: { readonly mark?: AttendanceMark | null }) {
  return (
    <div class="wm-marks">
      {keysOf(attendanceMarks).map((each) => (
        <Button
          name="mark"
          value={each}
          variant={mark === each ? undefined : 'secondary'}
          classes="wm-marks__mark"
          attributes={{ 'aria-pressed': mark === each ? 'true' : undefined }}
        >
          {mark === each && <span aria-hidden="true">✓ </span>}
          {attendanceMarks[each]}
        </Button>
      ))}
    </div>
  )
}
