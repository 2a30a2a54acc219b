import {createGzip, gzipSync} from 'node:zlib';
import {expect, test} from 'vitest';
import {openPortal, type Responder} from '../stalker/test-portal.ts';
import {runProgram} from './run-program.ts';

const timeoutMs = 120_000;

/** Bytes: twice the longest answer that is read, plus the program itself. */
const maxMemoryBytes = 500_000_000;

const requestAnswer = async (answer: Responder) => {
	const {url} = await openPortal(answer);
	const environment = {STALKER_URL: url, STALKER_LOGIN: 'stalker', STALKER_PASSWORD: 'x'};
	return runProgram(environment, 'api', 'GET', 'tariffs');
};

/** Writes this many times, as fast as the client reads. */
function repeat(write: (done: (error?: Error | null) => void) => void, times: number, end: () => void): void {
	let left = times;
	const more = (): void =>
		left-- > 0 ? write(error => (error ? undefined : void setImmediate(more))) : end();
	more();
}

const endlessResponder: Responder = (_, response) => {
	const piece = Buffer.alloc(1_000_000, ' ');
	repeat(
		done => void response.write(piece, done),
		Infinity,
		() => undefined,
	);
};

/** 1 GB of blanks, compressed to 1 MB. */
const compressedBomb: Responder = (_, response) => {
	response.writeHead(200, {'content-type': 'application/json', 'content-encoding': 'gzip'});
	const gzip = createGzip();
	gzip.pipe(response);
	const piece = Buffer.alloc(1_000_000, ' ');
	repeat(
		done => void gzip.write(piece, done),
		1000,
		() => gzip.end(),
	);
};

test.each([
	['that has no end', endlessResponder],
	['that is a gigabyte once it is unpacked', compressedBomb],
])(
	'reading an answer %s stops with one sentence, and memory is bounded',
	{timeout: timeoutMs},
	async (_, answer) => {
		const {exit, out, error, memory} = await requestAnswer(answer);
		expect({exit, out}).toEqual({exit: 1, out: ''});
		expect(error).toMatch(
			/^The answer of http:\S+ to GET tariffs is longer than 200 MB and was not read\.\n$/,
		);
		expect(memory).toBeLessThan(maxMemoryBytes);
	},
);

test('a compressed answer is read, and one that cannot be unpacked is reported', async () => {
	const body = gzipSync('{"status":"OK","results":[{"id":"1"}]}');
	const packed =
		(sent: Buffer): Responder =>
		(_, response) =>
			response.writeHead(200, {'content-encoding': 'gzip'}).end(sent);
	expect(await requestAnswer(packed(body))).toMatchObject({
		exit: 0,
		out: expect.stringContaining('"id": "1"'),
	});
	for (const broken of [body.subarray(0, -12), Buffer.from('no gzip')])
		expect(await requestAnswer(packed(broken))).toMatchObject({
			exit: 1,
			out: '',
			error: expect.stringContaining('cut off in the middle of the answer'),
		});
});

test('endless headers are reported', async () => {
	const said = await requestAnswer((_, response) => {
		const {socket} = response;
		socket!.write('HTTP/1.1 200 OK\r\n');
		repeat(
			done => void socket!.write(`x-y: ${'z'.repeat(1000)}\r\n`, done),
			Infinity,
			() => undefined,
		);
	});
	expect(said).toMatchObject({exit: 1, out: '', error: expect.stringContaining('does not speak HTTP there')});
});
