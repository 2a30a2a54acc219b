/**
One press.

`name` is the key: a character as it was typed (`a`, `+`, `й`, `G`), or one of the names below. `text` is what it types into a field; empty where it
types nothing. `together` says that it arrived in one read with other printable characters: perhaps somebody's paste.
*/
export type Key = {readonly name: string; readonly text: string; readonly inBurst: boolean};

/** What the keyboard hears: presses, one at a time, and pastes, whole. */
export type InputEvent =
	| {readonly is: 'key'; readonly key: Key}
	| {readonly is: 'paste'; readonly text: string};

/** Keys that are no characters, by the names that bindings use. */
export type NamedKey =
	| 'up'
	| 'down'
	| 'left'
	| 'right'
	| 'shift-up'
	| 'shift-down'
	| 'page-up'
	| 'page-down'
	| 'home'
	| 'end'
	| 'enter'
	| 'escape'
	| 'tab'
	| 'shift-tab'
	| 'backspace'
	| 'delete'
	| 'space'
	| 'ctrl-c'
	| 'ctrl-l'
	| 'ctrl-u'
	| 'ctrl-w'
	| 'ctrl-z';
