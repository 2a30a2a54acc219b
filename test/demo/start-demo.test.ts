import {expect, test} from 'vitest';
import {startDemo} from '../../source/demo/start-demo.ts';

test('each portal of the demo has accounts of its own, and none is left when the demo is closed', async () => {
	const demo = await startDemo(2);
	const read = async ({url, login, password}: (typeof demo.portals)[number]) => {
		const headers = {authorization: `Basic ${btoa(`${login}:${password}`)}`};
		const response = await fetch(`${url}/accounts`, {headers});
		const {results} = (await response.json()) as {
			readonly results: ReadonlyArray<{readonly stb_mac: string}>;
		};
		return results.map(({stb_mac}) => stb_mac).filter(mac => mac !== '');
	};
	const [first, second] = await Promise.all(demo.portals.map(read));
	expect(first!.length).toBeGreaterThan(second!.length);
	expect(first!.filter(mac => second!.includes(mac))).toEqual([]);
	await demo.close();
	await expect(read(demo.portals[0]!)).rejects.toThrow('fetch failed');
});
