import {compareKey} from '../normalize/collation.ts';
import {cellToText} from './cell.ts';
import type {Column, Row} from './row.ts';
import {createTextWriter} from './text-writer.ts';

/** Texts in the form in which they are searched: a word is found where its needle is a part of the haystack. */
export type SearchTexts = {
	/** All of these cells of a row; no word is found across two of them. */
	rowText(row: Row, columns: readonly Column[]): string;
	searchTerm(word: string): string;
	/** The needle of a MAC or a part of one, in any notation; found only in cells that hold MACs. */
	macSearchTerm(word: string): string;
};

/**
Case, accents and spaces at the end do not count, as in `collate`. Beyond that, Cyrillic letters are what they look like in Latin,
because a login that was typed on the other layout cannot be told from the right one by eye, and every apostrophe is the same.
*/
export function createSearchTexts(): SearchTexts {
	const forms = createForms();
	const writer = createTextWriter();

	const write = (text: string): void => {
		for (let place = 0; place < text.length; place++) {
			const code = text.charCodeAt(place);
			const form = code < forms.length ? forms[code]! : noForm;
			if (form !== noForm) writer.put(form);
			else for (const other of compareKey(text[place]!)) writer.put(other.charCodeAt(0));
		}
	};

	const writeMac = (text: string): void => {
		for (let place = 0; place < text.length; place++) {
			const digit = hexDigitValue(text.charCodeAt(place));
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
	};
}

/** Stands between cells, and in no cell or word. */
const cellBoundary = 0;
/** In place of U+0000 and of the sixteen control characters that stand for the digits of MACs. */
const replacement = 1;
const firstMacDigit = 0x80;
const noForm = 0xff_ff;

/** What a hexadecimal digit is worth. */
function hexDigitValue(code: number): number | null {
	if (code >= 0x30 && code <= 0x39) return code - 0x30;
	const letter = code | 0x20;
	return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : null;
}

/** Letters that look the same as capitals: who types one cannot see that the other is meant. */
const lookAlikes = ['АВЕЅІЈКМНОРСТУХ', 'ABESIJKMHOPCTYX'] as const;

/** The rest of the alphabet takes the codes of small letters, which no collated text has: then a Cyrillic name, too, takes one byte a letter. */
const otherLetters = ['БГҐДЄЖЗИЙЛПФЦЧШЩЪЫЬЭЮЯ', 'abcdefghijklmnopqrstuv'] as const;

const apostrophes = ['`´ʹʼ‘’‛′', "''''''''"] as const;

/** The form of every character up to U+21FF, by its code. */
function createForms(): Uint16Array {
	const replacements = new Map<string, string>();
	for (const [from, to] of [lookAlikes, otherLetters, apostrophes])
		for (const [place, letter] of [...from].entries()) replacements.set(letter, to[place]!);
	return Uint16Array.from({length: 0x22_00}, (_, code) => {
		if (code === cellBoundary || (code >= firstMacDigit && code < firstMacDigit + 16)) return replacement;
		const character = String.fromCharCode(code);
		const collated = compareKey(character) || character;
		return (replacements.get(collated) ?? collated).charCodeAt(0);
	});
}
