/** What a click hits. */
export type MouseTarget =
	/** A tab, or a line of the menu; `null`: the tab of the menu. */
	| {readonly is: 'screen'; readonly name: string | null}
	/** A row of the list, by its index in `rows`. */
	| {readonly is: 'row'; readonly index: number}
	/** A heading of the list, by the id of its column; `mark`: the sync status. */
	| {readonly is: 'heading'; readonly column: string}
	/** An option of the picker, by its index in `matches`. */
	| {readonly is: 'option'; readonly index: number}
	/** The record beside the list. */
	| {readonly is: 'record'};
