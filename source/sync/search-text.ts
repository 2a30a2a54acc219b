import {compareKey} from '../normalize/collation.ts';
import type {TextSpan} from './filter-syntax.ts';
import {type Column, type Row, cellToText} from './row.ts';

/** Makes texts that can be searched: a word matches a row if `rowText` of the row contains `searchTerm` of the word. */
export type SearchTexts = {
	/** All of these cells of a row. No word matches across two cells. */
	rowText(row: Row, columns: readonly Column[]): string;
	searchTerm(word: string): string;
	/** The term for a MAC or a part of one, in any notation. It matches only in cells that hold MACs. */
	macSearchTerm(word: string): string;
	/** Where the word occurs in a text, as its search finds it; `isMac`: also as a part of a MAC in another notation. */
	findWord(text: string, word: string, isMac: boolean): readonly TextSpan[];
};

/**
Case, accents and trailing spaces do not count, as in `compareKey`. In addition, Cyrillic letters equal the Latin ones
that look the same, because a login typed with the other keyboard layout looks right; and all apostrophes are equal.
*/
export function createSearchTexts(): SearchTexts {
	forms ??= createForms();
	const writer = createTextWriter();

	const write = (text: string): void => {
		for (let index = 0; index < text.length; index++) {
			const code = text.charCodeAt(index);
			const form = code < forms!.length ? forms![code]! : noForm;
			if (form !== noForm) writer.put(form);
			else for (const other of compareKey(text[index]!)) writer.put(other.charCodeAt(0));
		}
	};

	const writeMac = (text: string): void => {
		for (let index = 0; index < text.length; index++) {
			const digit = hexDigitValue(text.charCodeAt(index));
			if (digit !== null) writer.put(firstMacDigit + digit);
		}
	};

	return {
		rowText(row, columns) {
			for (const column of columns) {
				const text = cellToText(column.value(row));
				if (column.mac === true) {
					writeMac(text);
					writer.put(cellBoundary);
				}

				write(text);
				writer.put(cellBoundary);
			}

			return writer.take();
		},
		searchTerm(word) {
			write(word.replace(/ +$/, ''));
			return writer.take();
		},
		macSearchTerm(word) {
			writeMac(word);
			return writer.take();
		},
		findWord(text, word, isMac) {
			const spans = findForm(text, word.replace(/ +$/, ''), write);
			return spans.length > 0 || !isMac ? spans : findForm(text, word, writeMac);
		},
	};

	/**
	Where the form of a word occurs in the form of a text. A character can have a form of any length, so `indexes` has for each character of
	the form the index of its character in the text.
	*/
	function findForm(text: string, word: string, writeForm: (part: string) => void): readonly TextSpan[] {
		writeForm(word);
		const term = writer.take();
		if (term === '') return [];
		let form = '';
		const indexes: number[] = [];
		for (let index = 0; index < text.length; index++) {
			writeForm(text[index]!);
			const part = writer.take();
			form += part;
			for (let count = 0; count < part.length; count++) indexes.push(index);
		}

		const spans: TextSpan[] = [];
		for (let at = form.indexOf(term); at !== -1; at = form.indexOf(term, at + term.length))
			spans.push({start: indexes[at]!, end: indexes[at + term.length - 1]! + 1});
		return spans;
	}
}

/** Stands between cells. Occurs in no cell or word. */
const cellBoundary = 0;
/** Replaces U+0000 and the sixteen control characters that stand for the digits of MACs. */
const replacement = 1;
const firstMacDigit = 0x80;
const noForm = 0xff_ff;

/** The value of a hexadecimal digit by its character code; `null` for other characters. */
function hexDigitValue(code: number): number | null {
	if (code >= 0x30 && code <= 0x39) return code - 0x30;
	const letter = code | 0x20;
	return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : null;
}

/** Cyrillic letters and the Latin ones that look the same as capitals. */
const lookAlikes = ['АВЕЅІЈКМНОРСТУХ', 'ABESIJKMHOPCTYX'] as const;

/**
The other Cyrillic letters get the codes of small Latin letters, which no compared text contains: so a Cyrillic name
takes one byte a letter, too.
*/
const otherLetters = ['БГҐДЄЖЗИЙЛПФЦЧШЩЪЫЬЭЮЯ', 'abcdefghijklmnopqrstuv'] as const;

const apostrophes = ['`´ʹʼ‘’‛′', "''''''''"] as const;

/** Made when a list is searched first: it takes milliseconds. */
let forms: Uint16Array | null = null;

/** The searched form of every character up to U+21FF, by its code. */
function createForms(): Uint16Array {
	const replacements = new Map<string, string>();
	for (const [from, to] of [lookAlikes, otherLetters, apostrophes])
		for (const [index, letter] of [...from].entries()) replacements.set(letter, to[index]!);
	return Uint16Array.from({length: 0x22_00}, (_, code) => {
		if (code === cellBoundary || (code >= firstMacDigit && code < firstMacDigit + 16)) return replacement;
		const character = String.fromCharCode(code);
		const compared = compareKey(character) || character;
		return (replacements.get(compared) ?? compared).charCodeAt(0);
	});
}

/** Builds texts from character codes. */
type TextWriter = {
	put(code: number): void;
	/** Returns what was put since the last `take`. */
	take(): string;
};

/**
Creates a writer of flat strings, one byte a character as long as every code is below 256.

Concatenating character by character would leave a chain of fragments behind each of a hundred thousand texts, and two
bytes a character wherever a name is Cyrillic.
*/
export function createTextWriter(): TextWriter {
	const bytes = Buffer.allocUnsafe(4096);
	let filled = 0;
	let before = '';
	const flush = (): void => {
		before += bytes.toString('latin1', 0, filled);
		filled = 0;
	};
	return {
		put(code) {
			if (code < 256 && filled < bytes.length) {
				bytes[filled++] = code;
				return;
			}

			flush();
			before += String.fromCharCode(code);
		},
		take() {
			flush();
			const text = before;
			before = '';
			return text;
		},
	};
}
