/** One key press. */
export type Key = {
	/** The typed character (`a`, `+`, `й`, `G`), or a `NamedKey`. */
	readonly name: string;
	/** The text that the key types into a field; empty if it types none. */
	readonly text: string;
	/** It arrived in one read with other printable characters, so it may be part of a paste. */
	readonly inBurst: boolean;
};

/** Input from the terminal: one key press, or the whole text of one bracketed paste. */
export type InputEvent =
	| {readonly is: 'key'; readonly key: Key}
	| {readonly is: 'paste'; readonly text: string};

/** Names of the keys that type no character, and of space. */
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
	| 'ctrl-n'
	| 'ctrl-p'
	| 'ctrl-u'
	| 'ctrl-w'
	| 'ctrl-z';
