import {readdirSync} from 'node:fs';
import {expect, test} from 'vitest';
import {applyFailure, type Failure} from './faults.ts';
import {createPortal} from '../../source/demo/portal/portal.ts';
import {insertUser, type PortalState} from '../../source/demo/portal/state.ts';
import {skippedRecordings} from './skipped-recordings.ts';
import {readRecording, createRecordedState, type Recording} from './recorded-state.ts';
import {answerQueries} from './recorded-queries.ts';

const files = readdirSync(new URL('recordings/', import.meta.url))
	.filter(file => /^\d{3}-.*\.json$/.test(file))
	.toSorted();
const replayedFiles = files.filter(file => !(file in skippedRecordings));
const recordingNumber = (file: string): number => Number(file.slice(0, 3));

/** Before these recordings the portal was seeded again; all others continue with the state that the one before left. */
const reseedBefore = new Set([
	1, 153, 165, 168, 182, 191, 206, 207, 208, 214, 231, 253, 256, 286, 303, 309, 319, 325, 327, 401, 413, 423,
	424,
]);

/** Repeats the changes that were made by hand before a recording: logins, a broken row, an emptied queue, a setting of the server. */
function prepare(state: PortalState, number: number): void {
	const login = {76: 'a+b', 78: 'a+b&c=d#e%f', 80: 'a+b', 83: 'a&b', 85: '50%'}[number];
	if (number === 76) insertUser(state, {fname: 'плюс', ls: 'plus'});
	if (login !== undefined) state.users.at(-1)!.login = login;
	const row = state.subscriptions.find(({uid}) => uid === 6);
	if (number === 254) row!.sub_ch = 'corrupt';
	if (number === 255) row!.sub_ch = null;
	if (hasEmptiedQueue(number)) state.events = [];
	state.settings = {
		oldHtaccess: number >= 16 && number <= 18,
		tariffPlans: number < 319 || number > 324,
		internalBilling: number === 325 || number === 326,
		authentication: number !== 407,
	};
}

const hasEmptiedQueue = (number: number): boolean =>
	number === 142 || (number >= 191 && number <= 194) || number === 262 || (number >= 327 && number <= 369);

/** Failures of the server as a whole. */
const failures: Readonly<Record<number, Failure>> = {
	401: {is: 'database-down'},
	402: {is: 'database-down'},
	405: {is: 'disabled'},
	406: {is: 'disabled'},
	408: {is: 'trailing-html'},
	409: {is: 'trailing-html'},
	410: {is: 'trailing-html'},
	411: {is: 'empty'},
	900: {is: 'memory'},
};

/** Replays all recordings in order. Returns the response and the results of the SQL queries for each. */
function replay() {
	let state = createRecordedState();
	return new Map(
		replayedFiles.map(file => {
			const [number, recording] = [recordingNumber(file), readRecording(file)];
			if (reseedBefore.has(number)) state = createRecordedState();
			prepare(state, number);
			const portal = createPortal(state, {login: 'stalker', password: 'secret_pass'});
			const answer = portal.handle(requestOf(recording));
			const failure = failures[number];
			return [
				file,
				{
					answer: failure ? applyFailure(failure, answer) : answer,
					sql: answerQueries(state, Object.keys(recording.db_after ?? {})),
				},
			];
		}),
	);
}

function requestOf({request: {method, path, headers = {}, authorization, body}}: Recording) {
	const known = authorization === 'Basic stalker:secret_pass' || authorization === undefined;
	return {
		method,
		path,
		headers: {
			...(headers['Content-Type'] === undefined ? {} : {'content-type': headers['Content-Type']}),
			...(authorization !== null
				? {authorization: known ? `Basic ${btoa('stalker:secret_pass')}` : authorization}
				: {}),
		},
		body: Buffer.from(body ?? ''),
	};
}

const replayResults = replay();

test.each(replayedFiles)('%s: the response is the recorded one', file => {
	const {
		request: {method},
		response,
	} = readRecording(file);
	const {status, headers, body} = replayResults.get(file)!.answer;
	expect({status, type: headers['Content-Type']}).toEqual({
		status: response.status,
		type: response.headers['Content-Type'],
	});
	// The server strips the body of an answer to HEAD.
	if (method === 'HEAD') return;
	const text = body.toString();
	expect(response.body_cut ? text.slice(0, response.body.length) : text).toBe(response.body);
	expect(text.length).toBe(response.body_bytes ?? response.body.length);
});

const withSql = replayedFiles.filter(file => replayResults.get(file)!.sql.size > 0);

test.each(withSql)('%s: the database contains what was recorded', file => {
	const {db_after: after} = readRecording(file);
	const {sql} = replayResults.get(file)!;
	expect(Object.fromEntries(sql)).toEqual(
		Object.fromEntries([...sql.keys()].map(query => [query, after![query]])),
	);
});

test('every skipped recording exists and has a reason', () => {
	expect(Object.keys(skippedRecordings).filter(file => !files.includes(file))).toEqual([]);
	expect(Object.values(skippedRecordings).every(reason => reason.length > 20)).toBe(true);
	expect(files.length - replayedFiles.length).toBe(Object.keys(skippedRecordings).length);
	expect(withSql.length).toBeGreaterThan(70);
});

test('a PUT of channels without identifier overwrites every account, as in recording 252', () => {
	const state = createRecordedState();
	const portal = createPortal(state, {login: 'stalker', password: 'secret_pass'});
	const {body} = portal.handle(requestOf(readRecording('252-itvsub-put-noid.json')));
	expect(body.length).toBe(readRecording('252-itvsub-put-noid.json').response.body_bytes);
	expect(state.subscriptions.map(({sub_ch: list}) => list)).toEqual(Array.from({length: 50}, () => ['1']));
});
