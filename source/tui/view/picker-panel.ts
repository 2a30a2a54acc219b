import {isFreeText} from '../commands/picker-state.ts';
import type {Picker, PickerOption} from '../session/mode.ts';
import type {Size} from '../session/state.ts';
import {signs} from './style.ts';
import {renderLine, type Span} from './line.ts';
import {renderTitle} from './panel.ts';
import type {RenderContext} from './render-context.ts';

/** Options shown at once if the screen is high enough. */
const preferredRows = 10;

/** The options that are visible: the index of the first one, and the lines for them. */
function placeOptions({options, matches, cursor}: Picker, maxLines: number) {
	const height = Math.max(1, Math.min(preferredRows, options.length, maxLines - 2));
	return {top: Math.max(0, Math.min(cursor - Math.floor(height / 2), matches.length - height)), height};
}

/** Index of the option on this line of the picker; `null`: none. */
export function optionAt(line: number, mode: Picker, maxLines: number): number | null {
	const index = placeOptions(mode, maxLines).top + line - headLines;
	return line >= headLines && index < mode.matches.length ? index : null;
}

/** Lines above the options. */
const headLines = 2;

/** Lines of a picker: title, search input, and the options around the cursor. */
export function renderPicker(
	mode: Picker,
	{columns}: Size,
	maxLines: number,
	context: RenderContext,
): readonly string[] {
	const {style, translator} = context;
	const {top, height} = placeOptions(mode, maxLines);
	const options = mode.matches.slice(top, top + height).map((option, index) => {
		const isHere = top + index === mode.cursor;
		const tick = option.isTicked === undefined ? '' : option.isTicked ? '[x] ' : '[ ] ';
		const effect = option.effect ? ['  ', ['quiet', translator.t(option.effect)] as const] : [];
		const line = renderLine(
			[`${isHere ? signs.cursor : ' '} ${tick}`, option.text, ...effect, ...barSpans(option)],
			columns,
			style,
		);
		return isHere ? style.paint('cursor', line) : line;
	});
	return [
		renderTitle(
			isFreeText(mode) ? pickerTitle(mode, context) : `${pickerTitle(mode, context)}  ${mode.matches.length}`,
			columns,
			context,
		),
		renderLine(
			[' > ', mode.typed, ['here', ' '], '  ', ['quiet', pickerHint(mode, context)]],
			columns,
			style,
		),
		...options,
		...Array.from({length: height - options.length}, () => ' '.repeat(columns)),
	];
}

/** Length of the longest bar, in cells. */
const maxBarCells = 20;

const barSpans = ({share}: PickerOption): readonly Span[] =>
	share === undefined ? [] : ['  ', signs.bar.repeat(Math.max(1, Math.round(share * maxBarCells)))];

function pickerHint(mode: Picker, {translator}: RenderContext): string {
	const {acceptsInput, isTooEarly, typed, matches} = mode;
	const {texts} = translator.tui;
	if (isTooEarly) return acceptsInput ? texts.tooEarly : texts.tooEarlyWait;
	if (!acceptsInput) return texts.pleaseRead;
	if (typed === '') return isFreeText(mode) ? texts.typeText : texts.typeToFind;
	return matches.length === 0 ? texts.noMatches : '';
}

const pickerTitle = ({purpose, subject}: Picker, {translator}: RenderContext): string => {
	if (typeof purpose === 'string')
		return [translator.tui.texts.choose[purpose], subject].filter(Boolean).join(` ${signs.dot} `);
	const {choose, label} = translator.actionTexts(purpose.listName, purpose.action);
	return choose ?? label;
};
