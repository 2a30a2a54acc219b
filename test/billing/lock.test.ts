import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync, statSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {openBilling} from '../../source/billing/billing.ts';
import {lockDirectory} from '../../source/billing/lock.ts';
import {addServices, createOrder, createProvider} from './fixtures.ts';

let base: string;
let directory: string;
const children: ChildProcess[] = [];

beforeEach(() => {
	base = mkdtempSync(path.join(os.tmpdir(), 'billing-lock-'));
	directory = path.join(base, 'data', 'billing');
});
afterEach(() => {
	for (const child of children.splice(0)) child.kill('SIGKILL');
	rmSync(base, {recursive: true, force: true});
});

/** Starts another process that takes the lock; resolves to its output. */
async function contender(): Promise<{readonly said: string; readonly child: ChildProcess}> {
	const child = spawn(process.execPath, [path.join(import.meta.dirname, 'lock-contender.ts'), directory], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	children.push(child);
	const [said]: unknown[] = await once(child.stdout, 'data');
	return {said: String(said).trim(), child};
}

test.runIf(process.platform === 'linux')(
	'a directory in which nothing can be created is reported, not tried for ever',
	() => {
		expect(() => lockDirectory('/proc/stalker-console/billing')).toThrow('ENOENT');
	},
);

test('a second process is refused, with the directory', async () => {
	const lock = lockDirectory(directory);
	const {said} = await contender();
	expect(said).toBe(
		`ERR_BILLING_LOCKED The embedded billing in ${directory} is open in another process; close that one first.`,
	);
	lock.release();
	expect((await contender()).said).toBe('locked');
});

test('the same process is refused a second time, and the first lock still holds', async () => {
	const lock = lockDirectory(directory);
	expect(() => lockDirectory(directory)).toThrow(/is open in another process/);
	expect((await contender()).said).toMatch(/^ERR_BILLING_LOCKED/);
	lock.release();
});

test('a process killed with -9 leaves no lock', async () => {
	const {said, child} = await contender();
	expect(said).toBe('locked');
	expect(() => lockDirectory(directory)).toThrow(/is open in another process/);
	child.kill('SIGKILL');
	await once(child, 'exit');
	lockDirectory(directory).release();
});

test('directory and lock are accessible to this user only', () => {
	lockDirectory(directory).release();
	expect(statSync(directory).mode & 0o777).toBe(0o700);
	expect(statSync(`${directory}.lock`).mode & 0o777).toBe(0o600);
});

test('an embedded billing creates its tables, keeps rows and permissions, and releases the lock when closed', async () => {
	const billing = await openBilling(`embedded:${directory}`);
	expect(billing.database).toMatchObject({kind: 'embedded', where: directory});
	await addServices(billing, await createProvider(billing), [createOrder('ivan', {tvId: 8})]);
	await expect(openBilling(`embedded:${directory}`)).rejects.toMatchObject({code: 'ERR_BILLING_LOCKED'});
	await billing.close();
	const again = await openBilling(`embedded:${directory}`);
	expect(await again.customers(1)).toMatchObject([{login: 'ivan', service: {id: 8}}]);
	await again.close();
	expect(statSync(directory).mode & 0o777).toBe(0o700);
});
