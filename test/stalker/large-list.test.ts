import fc from 'fast-check';
import {expect, test} from 'vitest';
import {parseEnvelope} from '../../source/stalker/envelope.ts';
import {parseLargeList} from '../../source/stalker/large-list.ts';
import {scaledRuns} from '../support/thoroughness.ts';

/** Texts with the characters that end a record, inside of one. */
const text = fc.oneof(
	fc.string({unit: 'grapheme', maxLength: 20}),
	fc.constantFrom('},{"', '"},{"login":"', '\\', '\\"},{"', ']}', 'Олег', '},{"'.repeat(20), '\u0000'),
);
const record = fc.record({
	login: text,
	subscribed: fc.array(text, {maxLength: 3}),
	packages: fc.array(fc.record({id: text, name: text}), {maxLength: 3}),
	comment: fc.option(text),
});

const bodyOf = (records: readonly unknown[], more: object = {}) =>
	JSON.stringify({status: 'OK', results: records, ...more});

/** Repeats the records until the body is large. */
const many = (records: readonly object[], bytes = 1_200_000): readonly object[] => {
	const length = Buffer.byteLength(JSON.stringify(records));
	return Array.from({length: Math.ceil(bytes / length)}, () => records).flat();
};

test('a large list is parsed as its envelope, whatever its texts contain', () => {
	fc.assert(
		fc.property(
			fc.array(record, {minLength: 1, maxLength: 30}),
			fc.option(text, {nil: undefined}),
			(records, output) => {
				const body = bodyOf(many(records), output === undefined ? {} : {output});
				expect(parseLargeList(Buffer.from(body))).toEqual(parseEnvelope(body));
			},
		),
		{numRuns: scaledRuns(25)},
	);
});

const records = many([{login: 'ivan', subscribed: []}]);

test.each([
	['small', bodyOf([{login: 'ivan'}])],
	['an error', JSON.stringify({status: 'ERROR', results: null, error: 'x'.repeat(2_000_000)})],
	['cut off', bodyOf(records).slice(0, -10)],
	['cut off between two records', bodyOf(records).slice(0, bodyOf(records).lastIndexOf(',{'))],
	['followed by a warning of PHP’s', `${bodyOf(records)}<br /><b>Warning</b>`],
	['an object', bodyOf(records).replace('"results":[', '"results":{"a":[').replace(/\]\}$/, ']}}')],
	['of another field more', bodyOf(records, {text: 'generated in: 0.1s'})],
])('a body that is %s is left to the reading of the whole', (_, body) => {
	expect(parseLargeList(Buffer.from(body))).toBeNull();
});

test('a record full of record boundaries is given up soon', () => {
	const body = bodyOf([{packages: Array.from({length: 100_000}, () => ({id: '1', name: 'one'}))}]);
	expect(parseLargeList(Buffer.from(body)) === null).toBe(true);
});
