/** Where an imported record came from: the file or feed, and the record's own key in it. */
export interface Source {
  readonly name: string
  readonly key: string
}
