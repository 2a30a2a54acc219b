import {isFreeText} from '../commands/picker-state.ts';
import type {Picker, PickerOption} from '../session/mode.ts';
import type {Translator} from '../../i18n/translator.ts';
import type {Size} from '../session/state.ts';
import {signs} from './style.ts';
import {renderLine, spansWidth, wrapText, type Span} from './line.ts';
import {renderTitle} from './panel.ts';
import type {RenderContext} from './render-context.ts';

/** Options shown at once if the screen is high enough. */
const preferredRows = 10;

/**
The options that are visible: the index of the first one, and the lines for them; the whole text of one option takes up to `detailLines`
below them.
*/
function placeOptions({options, matches, cursor, isCounting}: Picker, maxLines: number, detailLines: number) {
	const height = Math.max(
		1,
		Math.min(preferredRows, isCounting ? preferredRows : options.length, maxLines - headLines - detailLines),
	);
	return {top: Math.max(0, Math.min(cursor - Math.floor(height / 2), matches.length - height)), height};
}

/** Index of the option on this line of the picker; `null`: none. */
export function optionAt(
	line: number,
	mode: Picker,
	{columns}: Size,
	maxLines: number,
	context: RenderContext,
): number | null {
	const {top, height} = placeOptions(mode, maxLines, countDetailLines(mode, columns, context));
	const index = top + line - headLines;
	return line >= headLines && line < headLines + height && index < mode.matches.length ? index : null;
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
	const detailLines = countDetailLines(mode, columns, context);
	const {top, height} = placeOptions(mode, maxLines, detailLines);
	const options = mode.matches.slice(top, top + height).map((option, index) => {
		const isHere = top + index === mode.cursor;
		const line = renderLine(
			[isHere ? signs.cursor : ' ', ' ', ...optionSpans(option, translator), ...barSpans(option)],
			columns,
			style,
		);
		return isHere ? style.paint('cursor', line) : line;
	});
	const highlighted = mode.matches[mode.cursor];
	const details = highlighted ? detailsOf(highlighted, columns, context).slice(0, detailLines) : [];
	return [
		renderTitle(
			[pickerTitle(mode, context), countText(mode, context)].filter(Boolean).join('  '),
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
		...Array.from({length: detailLines}, (_, index) =>
			renderLine([['quiet', `   ${details[index] ?? ''}`]], columns, style),
		),
	];
}

const optionSpans = ({text, effect, isTicked}: PickerOption, translator: Translator): readonly Span[] => [
	...(isTicked === undefined ? [] : [isTicked ? '[x] ' : '[ ] ']),
	text,
	...(effect ? ['  ', ['quiet', translator.t(effect)] as const] : []),
];

/** What an option does, in lines of its own below the options where its line is cut; empty where it is not. */
function detailsOf(option: PickerOption, columns: number, {translator}: RenderContext): readonly string[] {
	const isCut = option.effect && spansWidth(optionSpans(option, translator)) + 2 > columns;
	return isCut ? wrapText(translator.t(option.effect), columns - 4) : [];
}

/** Lines below the options: as many as the longest of the options needs, so that the panel keeps its height. */
function countDetailLines({matches}: Picker, columns: number, context: RenderContext): number {
	const needed = matches
		.slice(0, maxMeasuredOptions)
		.map(option => detailsOf(option, columns, context).length);
	return Math.min(maxDetailLines, Math.max(0, ...needed));
}

const maxDetailLines = 4;

/** Options of which the longest is found. */
const maxMeasuredOptions = 30;

/** Length of the longest bar, in cells. */
const maxBarCells = 20;

const barSpans = ({share}: PickerOption): readonly Span[] =>
	share === undefined ? [] : ['  ', signs.bar.repeat(Math.max(1, Math.round(share * maxBarCells)))];

function pickerHint(mode: Picker, {translator}: RenderContext): string {
	const {acceptsInput, isTooEarly, typed, options, otherValues, matches, isCounting} = mode;
	const {texts} = translator.tui;
	if (isTooEarly) return acceptsInput ? texts.tooEarly : texts.tooEarlyWait;
	if (!acceptsInput) return texts.pleaseRead;
	if (isCounting) return texts.counting;
	if (typed === '') return isFreeText(mode) ? texts.typeText : texts.typeToFind;
	return [
		...(matches.length === 0 ? [texts.noMatches] : []),
		...(otherValues > 0 ? [texts.amongFrequent(options.length)] : []),
	].join(' ');
}

/** How many options match; of values that are not all options, how many there are. Blank where no number says anything. */
function countText(mode: Picker, {translator}: RenderContext): string {
	const {typed, matches, otherValues, isCounting} = mode;
	if (isFreeText(mode) || isCounting) return '';
	if (typed !== '' || otherValues === 0) return String(matches.length);
	return translator.tui.texts.shown(matches.length, matches.length + otherValues);
}

const pickerTitle = ({purpose, subject}: Picker, {translator}: RenderContext): string => {
	if (typeof purpose === 'string')
		return [translator.tui.texts.choose[purpose], subject].filter(Boolean).join(` ${signs.dot} `);
	const {choose, label} = translator.actionTexts(purpose.listName, purpose.action);
	return choose ?? label;
};
