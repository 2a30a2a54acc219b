import {collate} from '../naming/collation.ts';
import {textOf} from './cell.ts';
import type {Column, Row} from './row.ts';
import {createTextWriter} from './text-writer.ts';

/** Texts in the form in which they are searched: a word is found where its needle is a part of the haystack. */
export type Haystacks = {
	/** All of these cells of a row; no word is found across two of them. */
	haystack(row: Row, columns: readonly Column[]): string;
	needle(word: string): string;
	/** The needle of a MAC or a part of one, in any notation; found only in cells that hold MACs. */
	macNeedle(word: string): string;
};

/**
Case, accents and spaces at the end do not count, as in `collate`. Beyond that, Cyrillic letters are what they look like in Latin,
because a login that was typed on the other layout cannot be told from the right one by eye, and every apostrophe is the same.
*/
export function createHaystacks(): Haystacks {
	const forms = makeForms();
	const writer = createTextWriter();

	const write = (text: string): void => {
		for (let place = 0; place < text.length; place++) {
			const code = text.charCodeAt(place);
			const form = code < forms.length ? forms[code]! : unknownForm;
			if (form !== unknownForm) writer.put(form);
			else for (const other of collate(text[place]!)) writer.put(other.charCodeAt(0));
		}
	};

	const writeMac = (text: string): void => {
		for (let place = 0; place < text.length; place++) {
			const digit = digitOf(text.charCodeAt(place));
			if (digit !== null) writer.put(firstDigit + digit);
		}
	};

	return {
		haystack(row, columns) {
			for (const column of columns) {
				const text = textOf(column.value(row));
				if (column.mac === true) {
					writeMac(text);
					writer.put(boundary);
				}

				write(text);
				writer.put(boundary);
			}

			return writer.take();
		},
		needle(word) {
			write(word.replace(/ +$/, ''));
			return writer.take();
		},
		macNeedle(word) {
			writeMac(word);
			return writer.take();
		},
	};
}

/** Stands between cells, and in no cell or word. */
const boundary = 0;
/** In place of U+0000 and of the sixteen control characters that stand for the digits of MACs. */
const replaced = 1;
const firstDigit = 0x80;
const unknownForm = 0xff_ff;

/** What a hexadecimal digit is worth. */
function digitOf(code: number): number | null {
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
function makeForms(): Uint16Array {
	const replacements = new Map<string, string>();
	for (const [from, to] of [lookAlikes, otherLetters, apostrophes])
		for (const [place, letter] of [...from].entries()) replacements.set(letter, to[place]!);
	return Uint16Array.from({length: 0x22_00}, (_, code) => {
		if (code === boundary || (code >= firstDigit && code < firstDigit + 16)) return replaced;
		const character = String.fromCharCode(code);
		const collated = collate(character) || character;
		return (replacements.get(collated) ?? collated).charCodeAt(0);
	});
}
