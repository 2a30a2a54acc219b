import {expect, test} from 'vitest';
import {registerFixtures, timeout} from './fixtures.ts';

const {open} = registerFixtures();

test(
	'a terminal that was smaller for a moment shows every line, though its size is as before',
	{timeout},
	async () => {
		const program = await open();
		await program.press('1', 'd');
		const before = program.screen();
		expect(before.join('\n')).toContain('[No]');
		await program.resizeWhileStopped([50, 10], [80, 24]);
		expect(program.screen()).toEqual(before);
		await program.resizeWhileStopped([70, 16], [80, 30]);
		const higher = program.screen();
		await program.resize(81, 30);
		await program.resize(80, 30);
		expect(higher).toEqual(program.screen());
		expect(program.wrapped()).toEqual([]);
		await program.press('escape');
		expect(program.screen().join('\n')).not.toContain('[No]');
	},
);
