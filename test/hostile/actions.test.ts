import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {User} from '../../source/demo/portal/state.ts';
import {isMistakenForMac, isSafeIdentifier} from '../../source/stalker/safe-request.ts';
import {createShell, type Shell} from '../commands/shell.ts';
import {billingKinds} from '../support/test-systems.ts';
import {foreignSequences} from './terminal-bytes.ts';
import {hostileTextNames, hostileTexts, isStorable} from './hostile-texts.ts';
import {openHostileConsole, type HostileConsole} from './hostile-console.ts';

type ActionResults = {
	readonly done: ReadonlyArray<{
		readonly key: string;
		readonly code: string;
		readonly journal: string | null;
	}>;
	readonly refused: ReadonlyArray<{readonly key: string; readonly code: string}>;
	readonly failed: ReadonlyArray<{readonly key: string; readonly code: string}>;
};

const timeoutMs = 240_000;

/** Hostile texts that a login in billing must not contain, or that are too long for its column. */
const isLogin = (text: string): boolean => isStorable(text) && !/\p{Cc}/u.test(text);

/** Whether the portal reads the login unchanged, and as a login. */
const isNameable = ({login}: User): boolean => isSafeIdentifier(login) && !isMistakenForMac('users', login);

describe.each(billingKinds.slice(-1))('beside a billing that is %s', kind => {
	let index: HostileConsole;
	let shell: Shell;
	let home: string;
	beforeEach(async () => {
		index = await openHostileConsole(kind);
		home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-hostile-'));
		shell = createShell(index.portal, home, {...index.environment, HOME: home});
	});
	afterEach(async () => {
		await index.close();
		rmSync(home, {recursive: true, force: true});
	});

	/** The outcomes; checks that no message contains a driver's text or a control character. */
	async function call(...argv: readonly string[]): Promise<ActionResults & {readonly exit: number}> {
		const {exit, out, error, data} = await shell.call(...argv, '--json');
		expect(foreignSequences(out + error), argv.join(' ')).toEqual([]);
		expect(out + error, argv.join(' ')).not.toMatch(/SQLSTATE|syntax|broke\b|TypeError|undefined|\[object/);
		return {exit, ...(data as ActionResults)};
	}

	/** The portal's state without these accounts. */
	const othersThan = (...own: readonly User[]): string =>
		JSON.stringify(index.portal.state.users.filter(({id}) => own.every(user => user.id !== id)));

	const names = async (sql: string) =>
		new Set((await index.query(sql)).map(row => JSON.stringify(Object.values(row))));

	test('accounts add writes every text byte for byte, or refuses it', {timeout: timeoutMs}, async () => {
		const numbered = [...index.numbered, ...index.bare];
		const before = othersThan(...numbered);
		const unnumbered = () => JSON.stringify(index.bare.map(user => ({...user, ls: ''})));
		const bare = unnumbered();
		const {done, refused, failed} = await call('accounts', 'add', '--all-unsynced', '--yes');
		expect(failed).toEqual([]);
		const [added, no] = [
			new Set(done.map(({key}) => key)),
			new Map(refused.map(({key, code}) => [key, code])),
		];
		const infos = await names('select u.id, i.fio, i.phone from users u join users_pi i on i.uid = u.uid');
		const services = await names(
			'select u.id, m.iptv_login, m.cid from users u join iptv_main m on m.uid = u.uid',
		);
		for (const [at, name] of hostileTextNames.entries()) {
			const [text, plain, called] = [hostileTexts[name], index.plain[at]!, index.called[at]!];
			const isHeld = isStorable(text);
			expect(added.has(plain.login), name).toBe(isHeld);
			expect(infos.has(JSON.stringify([plain.login, plain.fname, plain.phone])), name).toBe(isHeld);
			if (!isHeld) expect(no.get(plain.login), name).toMatch(/^(unstorable|too-long)$/);

			expect(added.has(text), name).toBe(isLogin(text));
			expect(services.has(JSON.stringify([text, text, called.mac])), name).toBe(isLogin(text));
			if (!isLogin(text)) expect(no.get(text), name).toMatch(/^(unstorable|too-long|control-characters)$/);
		}

		// An invalid number is replaced by the one that billing allocates: on that account alone.
		const named = index.bare.filter(({login}) => added.has(login)).map(({login}) => `PUT users/${login}`);
		expect(named.length).toBeGreaterThan(5);
		expect(index.writes().toSorted()).toEqual(
			[...named, ...index.numbered.map(({mac}) => `PUT accounts/${mac}`)].toSorted(),
		);
		expect(othersThan(...numbered)).toBe(before);
		expect(unnumbered()).toBe(bare);
		const allotted = index.numbered.map(({ls}) => ls);
		expect(new Set(allotted).size).toBe(hostileTextNames.length);
		expect(allotted.filter(ls => !/^\d{1,6}$/.test(ls))).toEqual([]);
		expect(await names('select row_key from stalker_journal_rows')).toContain(
			JSON.stringify([hostileTexts.quote]),
		);
	});

	test(
		'accounts delete removes exactly the account that is called so, or refuses',
		{timeout: timeoutMs},
		async () => {
			for (const [at, name] of hostileTextNames.entries()) {
				const [called, bare] = [index.called[at]!, index.bare[at]!];
				const others = othersThan(called);
				const {done} = await call('accounts', 'delete', `mac:${called.mac}`, '--confirm', '1');
				expect(
					done.map(({key}) => key),
					name,
				).toEqual([called.login]);
				expect(JSON.stringify(index.portal.state.users), name).toBe(others);

				const left = othersThan(bare);
				const writes = index.writes().length;
				const {done: gone, refused} = await call(
					'accounts',
					'delete',
					`login:${bare.login}`,
					'--confirm',
					'1',
				);
				const fresh = index.writes().slice(writes);
				if (isNameable(bare)) {
					expect([gone.map(({key}) => key), fresh], name).toEqual([
						[bare.login],
						[`DELETE users/${bare.login}`],
					]);
					expect(JSON.stringify(index.portal.state.users), name).toBe(left);
				} else {
					expect([gone, refused.map(({code}) => code), fresh], name).toEqual([[], ['unaddressable'], []]);
					expect(index.portal.state.users, name).toContain(bare);
				}
			}

			expect(index.bare.filter(isNameable).length).toBeGreaterThan(5);
		},
	);

	test(
		'undoing a deletion writes every text back, and none that the portal would run',
		{timeout: timeoutMs},
		async () => {
			for (const [at, name] of hostileTextNames.entries()) {
				const plain = structuredClone(index.plain[at]!);
				const {done} = await call('accounts', 'delete', plain.login, '--confirm', '1');
				const others = JSON.stringify(index.portal.state.users);
				const {exit} = await call('journal', 'undo', done[0]!.journal!, '--yes');
				const again = index.portal.state.users.find(({login}) => login === plain.login);
				expect(JSON.stringify(index.portal.state.users.filter(user => user !== again)), name).toBe(others);
				if (['now', 'curdate', 'timestamp'].includes(name))
					expect([exit, again], name).toEqual([1, undefined]);
				// A real portal's columns store three bytes a letter, and neither NUL nor a lone surrogate reaches them.
				else if (isStorable(plain.fname) && !/[\u{10000}-\u{10FFFF}]/u.test(plain.fname))
					expect(again, name).toMatchObject({
						fname: plain.fname,
						phone: plain.phone,
						comment: plain.comment,
						mac: plain.mac,
					});
			}
		},
	);

	test(
		'boxes are given and restarted by their MAC alone, whoever they belong to',
		{timeout: timeoutMs},
		async () => {
			let registered = 0;
			for (const [at, name] of hostileTextNames.entries()) {
				const {mac, id, login} = index.called[at]!;
				const writes = index.writes().length;
				await call('stb', 'reboot', mac, '--confirm', '1');
				expect(index.writes().slice(writes), name).toEqual([`POST send_event/${mac}`]);
				expect(index.portal.state.events.at(-1), name).toMatchObject({uid: id, event: 'reboot'});
				// The customer is found by the exact login, or the action is refused.
				const {exit} = await call(
					'stb',
					'register',
					mac,
					isStorable(hostileTexts[name]) ? `new:b ${hostileTexts[name]}` : login,
					'--yes',
				);
				expect(index.writes(), name).toHaveLength(writes + 1);
				registered += exit === 0 ? 1 : 0;
				if (exit === 0)
					expect(
						await index.query(
							`select u.id from iptv_main m join users u on u.uid = m.uid where m.cid = '${mac}'`,
						),
						name,
					).toEqual([{id: `b ${hostileTexts[name]}`}]);
			}

			expect(registered).toBeGreaterThan(20);
		},
	);

	test('plans and channels get their names byte for byte, or are refused', {timeout: timeoutMs}, async () => {
		const {done, refused, failed} = await call('tariffs', 'import', '--all', '--yes');
		expect(failed).toEqual([]);
		const plans = await names("select name, filter_id from tarif_plans where module = 'Iptv'");
		const [keys, no] = [
			new Set(done.map(({key}) => key)),
			new Map(refused.map(({key, code}) => [key, code])),
		];
		for (const name of hostileTextNames) {
			const text = hostileTexts[name];
			expect([keys.has(text), plans.has(JSON.stringify([text, text]))], name).toEqual([
				isStorable(text),
				isStorable(text),
			]);
			if (!isStorable(text)) expect(no.get(text), name).toMatch(/^(unstorable|too-long)$/);
		}

		const count = async () => (await index.query('select count(*)::int as n from iptv_channels'))[0]!['n'];
		const before = await count();
		const {exit, done: none} = await call('channels', 'import', '--yes', '--confirm', String(before));
		expect([exit, none, await count()]).toEqual([1, [], before]);
		const {state} = index.portal;
		state.channels = state.channels.filter(({name}) => isStorable(name));
		const preview = await shell.call('channels', 'import', '--dry-run');
		const gone = /(\d+) gone/.exec(preview.out)![1]!;
		await call('channels', 'import', '--yes', '--confirm', gone);
		expect(await names('select id, name from iptv_channels')).toEqual(
			new Set(state.channels.map(({id, name}) => JSON.stringify([id, name]))),
		);
	});

	test(
		'a link and a choice of channels write what is called so, and nothing else',
		{timeout: timeoutMs},
		async () => {
			const at = hostileTextNames.indexOf('placeholders');
			const {login, mac} = index.called[at]!;
			const others = await names('select id, uid, cid, iptv_login from iptv_main where id <> 700000');
			await call('accounts', 'link', `mac:${mac}`, '700000', '--yes');
			expect(await index.query('select cid, iptv_login from iptv_main where id = 700000')).toEqual([
				{cid: mac, iptv_login: login},
			]);
			expect(await names('select id, uid, cid, iptv_login from iptv_main where id <> 700000')).toEqual(
				others,
			);

			const {state} = index.portal;
			const user = state.users.find(({login: own}) => own === 'user00001')!;
			const chosen = await names('select id, channel_id from iptv_users_channels');
			for (const text of Object.values(hostileTexts)) {
				state.subscriptions = state.subscriptions.filter(({uid}) => uid !== user.id);
				state.subscriptions.push({uid: user.id, sub_ch: [text, '1']});
				await call('subscriptions', 'add', 'user00001', '--yes');
			}

			expect(
				[...(await names('select id, channel_id from iptv_users_channels'))].filter(row => !chosen.has(row)),
			).toEqual(chosen.has(JSON.stringify([100_001, 1])) ? [] : [JSON.stringify([100_001, 1])]);
		},
	);
});
