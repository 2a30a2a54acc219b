/** Operator of a condition. `contains` is written `:`; `equals` is written `=` or `:=`; `differs` is written `!=`. */
export type FilterOperator = 'contains' | 'equals' | 'differs' | '<' | '<=' | '>' | '>=';

/** A part of a term that is about one column, or about the text of the whole row. */
export type FilterCondition = {
	/** As written, in lower case; `null` for a word that may stand in any column. */
	readonly column: string | null;
	/** Place of the column's name in the expression, as offsets of its first character and after its last. */
	readonly columnSpan: TextSpan;
	readonly operator: FilterOperator;
	/** The operator as written. Some sync statuses are operators, too. */
	readonly operatorText: string;
	/** One of them has to fit; with `differs`, none of them. */
	readonly values: readonly FilterValue[];
};

/** A value without its quotes, and the place of the alternative that it stands in. */
export type FilterValue = {readonly text: string; readonly span: TextSpan};

/** A place in a text: offset of the first character, and after the last one. */
export type TextSpan = {readonly start: number; readonly end: number};

/** A term of a filter: one of its conditions has to fit; if it is negated, none. */
export type FilterTerm = {readonly isNegated: boolean; readonly conditions: readonly FilterCondition[]};

const operators: Readonly<Record<string, FilterOperator>> = {
	':': 'contains',
	':=': 'equals',
	'=': 'equals',
	'!=': 'differs',
	'<': '<',
	'<=': '<=',
	'>': '>',
	'>=': '>=',
};

/** Text in quotes, also while the closing quote has not been typed yet. */
const quoted = String.raw`"[^"]*(?:"|$)`;
const words = new RegExp(String.raw`(?:[^\s"]|${quoted})+`, 'g');
const alternatives = new RegExp(`(?:[^|"]|${quoted})+`, 'g');
const columnForm = /^([a-z_]+)(:=|!=|<=|>=|[:=<>])(.*)$/is;

/** Splits a filter expression into terms. Every text is an expression: what its columns and values mean is not known here. */
export const parseFilterSyntax = (expression: string): readonly FilterTerm[] =>
	Array.from(expression.matchAll(words), ({0: word, index}) => {
		const isNegated = /^[!-]./s.test(word);
		return {isNegated, conditions: parseConditions(word.slice(Number(isNegated)), index + Number(isNegated))};
	});

/** An alternative that names no column belongs to the condition before it: `tariff_plan:101|102`. */
function parseConditions(text: string, offset: number): readonly FilterCondition[] {
	const conditions: FilterCondition[] = [];
	for (const {0: part, index} of text.matchAll(alternatives)) {
		const condition = parseCondition(part, offset + index);
		const before = conditions.at(-1);
		if (before && condition.column === null)
			conditions[conditions.length - 1] = {...before, values: [...before.values, ...condition.values]};
		else conditions.push(condition);
	}

	return conditions.length > 0 ? conditions : [parseCondition(text, offset)];
}

function parseCondition(text: string, start: number): FilterCondition {
	const span = {start, end: start + text.length};
	const [, name, operatorText, value] = (!isMacLike(text) && columnForm.exec(text)) || [];
	if (name === undefined || operatorText === undefined || value === undefined)
		return {
			column: null,
			columnSpan: span,
			operator: 'contains',
			operatorText: '',
			values: [{text: unquote(text), span}],
		};
	return {
		column: name.toLowerCase(),
		columnSpan: {start, end: start + name.length},
		operator: operators[operatorText]!,
		operatorText,
		values: [{text: unquote(value), span}],
	};
}

const unquote = (text: string): string => text.replaceAll('"', '');

/** At least four hexadecimal digits, with or without separators: perhaps a part of a MAC. */
export const isMacLike = (word: string): boolean =>
	/^[\da-f]{2}[:.-]?[\da-f]{2}(?:[:.-]?[\da-f]{1,2})*[:.-]?$/i.test(word);
