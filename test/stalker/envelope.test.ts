import {expect, test} from 'vitest';
import {parseEnvelope} from '../../source/stalker/envelope.ts';
import {recording} from './test-portal.ts';

test('a response followed by PHP warnings is parsed, and the warnings become one line', () => {
	const envelope = parseEnvelope(recording('408').body);
	expect(envelope).toMatchObject({
		is: 'ok',
		results: [{login: 'user00001', full_name: 'Ґалаґан Анна К.'}],
		warning:
			'Warning: file_put_contents(/var/log/stalkerd/api_access.log): failed to open stream: Permission denied in /var/www/html/stalker_portal/server/lib/logger.class.php on line 19',
	});
});

test('a refusal followed by PHP warnings is a refusal', () => {
	expect(parseEnvelope(recording('409').body)).toMatchObject({is: 'error', error: 'Account not found'});
});

test.each(['254', '278'])('the output inside recording %s is a warning, whatever the results are', number => {
	const envelope = parseEnvelope(recording(number).body);
	expect(envelope).toMatchObject({
		is: 'ok',
		warning: expect.stringMatching(/^(Notice|Warning): [^<>\n]+ on line \d+/),
	});
});

test('the quoted SQL of a failed query is left out', () => {
	expect(parseEnvelope(recording('412').body)).toEqual({
		is: 'error',
		error: "Query failed by reason: Table 'stalker_db.itv_subscription' doesn't exist",
	});
	expect(parseEnvelope(recording('141').body)).toEqual({
		is: 'error',
		error: "Query failed by reason: Unknown column 'tariff_plan' in 'SET'",
	});
});

test.each(['016', '900', '420'])(
	'recording %s is no envelope, and its text is kept without markup',
	number => {
		expect(parseEnvelope(recording(number).body)).toEqual({
			is: 'foreign',
			excerpt: expect.stringMatching(
				/^(Unauthorized request\.|Fatal error: Allowed memory|400 Bad Request)[^<\n]*/,
			),
		});
	},
);

test('an empty body is distinguished from HTML', () => {
	expect(parseEnvelope(recording('411').body)).toEqual({is: 'empty', excerpt: ''});
	expect(parseEnvelope('\uFEFF \r\n')).toEqual({is: 'empty', excerpt: ''});
});

test('warnings and a byte order mark before the document are tolerated', () => {
	const envelope = parseEnvelope(
		'\uFEFF<br />\n<b>Deprecated</b>:  each() {old}<br />\n{ "status" : "OK", "results": [1]}',
	);
	expect(envelope).toEqual({is: 'ok', results: [1], warning: 'Deprecated: each() {old}'});
});

test('a brace in a name does not end the document', () => {
	const results = [{full_name: 'a "}]} \\', comment: '\\"', phone: '{['}];
	const document = JSON.stringify({status: 'OK', results});
	expect(parseEnvelope(`${document}<b>Warning</b>: {"status":"ERROR"}`)).toMatchObject({is: 'ok', results});
	expect(parseEnvelope(`${document}${document}`)).toMatchObject({is: 'ok', results});
});

test('half a document is broken, wherever it is cut', () => {
	const {body} = recording('408');
	const document = body.slice(0, body.indexOf('<br'));
	for (let end = 10; end < document.length; end++)
		expect(parseEnvelope(document.slice(0, end)).is).toBe('broken');
	expect(parseEnvelope(document).is).toBe('ok');
});

test.each(['[]', '"OK"', 'null', '{"js":[]}', '{"status":"OK"}', '{"status":"FINE","results":[]}'])(
	'%s is JSON and no envelope',
	text => {
		expect(parseEnvelope(text).is).toBe('foreign');
	},
);

test('control sequences in PHP’s output are removed', () => {
	const envelope = parseEnvelope(
		JSON.stringify({status: 'ERROR', results: null, error: 'no \u001B[2J\u0007 account\r\n\u202Etxt'}),
	);
	expect(envelope).toEqual({is: 'error', error: 'no [2J account txt'});
});
