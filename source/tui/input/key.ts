/** One key press. */
export type Key = {
	/** The typed character (`a`, `+`, `й`, `G`), or a `NamedKey`. */
	readonly name: string;
	/** The text that the key types into a field; empty if it types none. */
	readonly text: string;
	/** It arrived in one read with other printable characters, so it may be part of a paste. */
	readonly inBurst: boolean;
};

/** A press of the left button, or one step of the wheel, at a cell of the screen; both are counted from 0. */
export type MouseReport = {
	readonly action: 'click' | 'wheel-up' | 'wheel-down';
	readonly column: number;
	readonly row: number;
};

/**
Input from the terminal: one key press, the whole text of one bracketed paste, the mouse, or the terminal's answer about its background.
*/
export type InputEvent =
	| {readonly is: 'key'; readonly key: Key}
	| {readonly is: 'paste'; readonly text: string}
	| {readonly is: 'mouse'; readonly mouse: MouseReport}
	| {readonly is: 'background'; readonly isLight: boolean};

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
	| 'insert'
	| 'f1'
	| 'f2'
	| 'f3'
	| 'f4'
	| 'f5'
	| 'f6'
	| 'f7'
	| 'f8'
	| 'f9'
	| 'f10'
	| 'f11'
	| 'f12'
	| 'space'
	| 'ctrl-c'
	| 'ctrl-l'
	| 'ctrl-n'
	| 'ctrl-p'
	| 'ctrl-u'
	| 'ctrl-w'
	| 'ctrl-z';
