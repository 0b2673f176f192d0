import { Button } from '../../ui/button.tsx'
import { Details } from '../../ui/content.tsx'
import { TextInput } from '../../ui/input.tsx'
import { Textarea } from '../../ui/textarea.tsx'

export interface AnswerFormsProps {
  readonly token: string
  readonly words: string | undefined
  readonly placesLeft: string | undefined
  readonly wordsProblem: string | undefined
  readonly placesProblem: string | undefined
}

/** Two answers, a form each, so that the wrong button cannot send the other's words. */
export function AnswerForms(props: AnswerFormsProps) {
  const action = `/answer/listing/${props.token}`
  return (
    <>
      <form class="wm-answer__yes" method="post" action={action} novalidate>
        <TextInput
          name="placesLeft"
          label={{ children: 'Places left, if you would like to say' }}
          hint="Write 0 when you are full. Leave it empty if it does not apply."
          inputmode="numeric"
          autocomplete="off"
          width={3}
          value={props.placesLeft}
          error={props.placesProblem}
        />
        <Button name="outcome" value="right">
          Yes, still right
        </Button>
      </form>
      <Details summary="Something has changed" open={props.wordsProblem !== undefined}>
        <form method="post" action={action} novalidate>
          <Textarea
            name="words"
            label={{ children: 'What has changed?' }}
            hint="A line or two. The directory team reads it; it is not shown on your page."
            value={props.words}
            error={props.wordsProblem}
            attributes={{ maxlength: 1000 }}
          />
          <Button variant="secondary" name="outcome" value="changed">
            Tell the directory team
          </Button>
        </form>
      </Details>
    </>
  )
}
