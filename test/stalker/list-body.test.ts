import fc from 'fast-check';
import {expect, test} from 'vitest';
import {parseEnvelope} from '../../source/stalker/envelope.ts';
import {createListBodyReader} from '../../source/stalker/list-body.ts';
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

/** What is left of a body and what was parsed of it, after it has arrived in chunks of this size. */
function readBody(body: string | Buffer, chunkBytes = 16_384) {
	const reader = createListBodyReader();
	const bytes = Buffer.from(body);
	for (let at = 0; at < bytes.byteLength; at += chunkBytes) reader.add(bytes.subarray(at, at + chunkBytes));
	return reader.end();
}

const restOf = (body: string) => parseEnvelope(readBody(body).body.toString());

test('a large list is parsed as its envelope, whatever its texts contain and wherever its chunks end', () => {
	fc.assert(
		fc.property(
			fc.array(record, {minLength: 1, maxLength: 30}),
			fc.option(text, {nil: undefined}),
			fc.integer({min: 1000, max: 200_000}),
			(own, output, chunkBytes) => {
				const body = bodyOf(many(own), output === undefined ? {} : {output});
				const {records: parsed, body: left} = readBody(body, chunkBytes);
				const rest = parseEnvelope(left.toString());
				expect(rest).toMatchObject({is: 'ok', results: expect.any(Array)});
				const results = [...parsed, ...(rest as unknown as {results: readonly unknown[]}).results];
				expect({...rest, results}).toEqual(parseEnvelope(body));
			},
		),
		{numRuns: scaledRuns(25)},
	);
});

const records = many([{login: 'ivan', subscribed: []}]);

test('of a large list less than a tenth is left when it has arrived', () => {
	const {records: parsed, body} = readBody(bodyOf(records));
	expect(parsed.length).toBeGreaterThan(0.9 * records.length);
	expect(body.byteLength).toBeLessThan(0.1 * bodyOf(records).length);
});

test.each([
	['small', bodyOf([{login: 'ivan'}])],
	['an error', JSON.stringify({status: 'ERROR', results: null, error: 'x'.repeat(2_000_000)})],
	['an object', bodyOf(records).replace('"results":[', '"results":{"a":[').replace(/\]\}$/, ']}}')],
	['after a warning of PHP’s', `<br /><b>Warning</b>${bodyOf(records)}`],
	['one record full of record boundaries', bodyOf([{packages: many([{id: '1', name: 'one'}])}])],
])('a body that is %s is left whole', (_, body) => {
	expect(readBody(body)).toEqual({records: [], body: Buffer.from(body)});
});

test.each([
	['cut off', bodyOf(records).slice(0, -10)],
	['cut off between two records', bodyOf(records).slice(0, bodyOf(records).lastIndexOf(',{'))],
])('what is left of a list that is %s is broken', (_, body) => {
	expect(restOf(body).is).toBe('broken');
});

test.each([
	['followed by a warning of PHP’s', `${bodyOf(records)}<br /><b>Warning</b>`, {warning: 'Warning'}],
	['of another field more', bodyOf(records, {text: 'generated in: 0.1s'}), {}],
])('what is left of a list that is %s is read as its envelope', (_, body, more) => {
	expect(restOf(body)).toMatchObject({is: 'ok', ...more});
});

test('bytes that are not UTF-8 are left where they are', () => {
	const bytes = Buffer.from(bodyOf(records));
	bytes[bytes.indexOf('ivan', 600_000)] = 0xff;
	const {body} = readBody(bytes);
	expect(body.includes(0xff)).toBe(true);
});
